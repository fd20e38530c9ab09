import process from 'node:process';
import { build, createServer, preview } from 'vite';

const usage = `npm start -- [--port N] [--host NAME] [--fresh]

  --port N      listen on this port (default 4173)
  --host NAME   listen on this address (default localhost; the sandbox's own page stays loopback only)
  --fresh       begin with a new sandbox: what was changed or issued before is dropped
  --memory      keep the sandbox in memory only, for a second one beside a first

KEYFACTOR_URL=https://command.keyexample.com/KeyfactorAPI npm start serves the page in front of a real server.`;

/** @param {readonly string[]} args */
function readArguments(args) {
  const options = { port: 4173, host: 'localhost', strictPort: false, dev: false, built: false };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    if (arg === '--dev') options.dev = true;
    else if (arg === '--built') options.built = true;
    else if (arg === '--fresh') process.env.KEYFACTOR_SANDBOX_FRESH = '1';
    else if (arg === '--memory') process.env.KEYFACTOR_SANDBOX_MEMORY = '1';
    else if (arg === '--port') {
      const port = rest.shift() ?? '';
      if (!/^\d{1,5}$/.test(port)) throw new Error(`--port takes a number, not "${port}".\n\n${usage}`);
      options.port = Number(port);
      options.strictPort = true;
    } else if (arg === '--host' && rest[0] !== undefined) options.host = String(rest.shift());
    else throw new Error(`"${arg}" is not an option here.\n\n${usage}`);
  }
  return options;
}

/** @param {string} address */
function announce(address) {
  const real = process.env.KEYFACTOR_URL;
  const lines = real
    ? [`  Keyfactor Command UI   ${address}`, '', `  In front of ${real}; no sandbox is running.`]
    : [
        `  Keyfactor Command UI   ${address}`,
        `  Sandbox control        ${new URL('sandbox', address).href}`,
        '',
        '  This is a sandbox with a throw-away CA: nothing here is issued by a real PKI.',
        '  For a real server: KEYFACTOR_URL=https://command.keyexample.com/KeyfactorAPI npm start',
      ];
  console.log(`\n${lines.join('\n')}\n`);
}

try {
  const options = readArguments(process.argv.slice(2));
  const { port, host, strictPort } = options;
  const listen = { port, host, strictPort };
  if (options.dev) {
    const server = await createServer({ server: listen });
    await server.listen();
    announce(server.resolvedUrls?.local[0] ?? '');
  } else {
    if (!options.built) await build({ logLevel: 'warn' });
    const server = await preview({ preview: listen });
    announce(server.resolvedUrls?.local[0] ?? '');
  }
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
