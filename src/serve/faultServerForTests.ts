import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/**
 * What goes over the wire in place of a good answer. `dropped before`: the connection goes before the body was read,
 * `dropped after`: when all was, `cut off`: in the middle of the answer. `never`: no answer comes. `nobody`: nothing
 * listens. In a body `{request}` stands for the sign-in and body of the request.
 */
type Reply =
  | { status: number; headers: Readonly<Record<string, string>>; body: string }
  | 'dropped before'
  | 'dropped after'
  | 'cut off'
  | 'never'
  | 'nobody';

/** A server on a port of its own that gives each request the same reply, and tells how often it was asked for what. */
export interface FaultServer {
  /** Sets the reply, forgets what was asked before; `received` is called when a request has come whole. */
  answer(reply: Reply, received?: () => void): void;
  /** Address of the API for the reply that is set. */
  address(): string;
  /** Method, path with query and API version of each request, and how often it came. */
  asked(): ReadonlyMap<string, number>;
  close(): Promise<void>;
}

const root = '/KeyfactorAPI';

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The server has no port.');
  return address.port;
}

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** A port of this machine on which nothing listens. */
async function deafPort(): Promise<number> {
  const server = createServer();
  const port = await listen(server);
  await close(server);
  return port;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

function send(response: ServerResponse, reply: Exclude<Reply, string>, request: IncomingMessage, body: string): void {
  const repeated = `Authorization: ${request.headers.authorization ?? ''} ${body}`;
  const isJson = reply.headers['Content-Type']?.includes('json') === true;
  const text = reply.body.replaceAll('{request}', () => (isJson ? JSON.stringify(repeated).slice(1, -1) : repeated));
  response.writeHead(reply.status, { Connection: 'close', ...reply.headers }).end(text);
}

/** Starts one; close it when the tests are over. */
export async function startFaultServer(): Promise<FaultServer> {
  let reply: Reply = 'never';
  let received = () => {};
  const asked = new Map<string, number>();
  const server = createServer((request, response) => {
    const version = String(request.headers['x-keyfactor-api-version']);
    const key = `${request.method} ${request.url?.replace(root, '')} v${version}`;
    asked.set(key, (asked.get(key) ?? 0) + 1);
    if (reply === 'dropped before') {
      request.socket.destroy();
      return;
    }
    void textOf(request).then((body) => {
      received();
      if (typeof reply === 'object') return send(response, reply, request, body);
      if (reply === 'dropped after') return request.socket.destroy();
      if (reply !== 'cut off') return undefined;
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '1000' });
      return response.write('{"CertificateInformation":{', () => request.socket.destroy());
    });
  });
  const [port, deaf] = [await listen(server), await deafPort()];
  return {
    answer: (next, whenReceived = () => {}) => {
      reply = next;
      received = whenReceived;
      asked.clear();
    },
    address: () => `http://127.0.0.1:${reply === 'nobody' ? deaf : port}${root}`,
    asked: () => asked,
    close: () => close(server),
  };
}
