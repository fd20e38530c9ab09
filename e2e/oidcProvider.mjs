import { createServer } from 'node:http';
import { Provider } from 'oidc-provider';

/**
 * A real OpenID provider on a free port of this machine, with plain pages of its own. Whoever types a name is that person.
 * @param {{ redirectUri: string, audience: string, tokenSeconds?: number }} o
 */
export async function startProvider({ redirectUri, audience, tokenSeconds = 600 }) {
  const clientId = 'command-ui';
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The provider has no port.');
  const issuer = `http://127.0.0.1:${address.port}`;
  const life = { tokenSeconds };
  let bareRenewals = false;
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        token_endpoint_auth_method: 'none',
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [redirectUri],
        grant_types: ['authorization_code', 'refresh_token'],
      },
    ],
    cookies: { keys: ['only for tests'] },
    clientBasedCORS: () => true,
    findAccount: (_context, id) => ({ accountId: id, claims: () => ({ sub: id, preferred_username: id }) }),
    claims: { openid: ['sub'], profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    issueRefreshToken: () => true,
    interactions: { url: (_context, interaction) => `/ask/${interaction.uid}` },
    features: {
      devInteractions: { enabled: false },
      revocation: { enabled: true },
      rpInitiatedLogout: {
        logoutSource: (context, form) => {
          context.body = page(
            'Sign out',
            `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`,
          );
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => ({
          scope: 'openid profile',
          audience: resource,
          accessTokenTTL: life.tokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    extraTokenClaims: (_context, token) => ({ preferred_username: token.accountId }),
    ttl: {
      AccessToken: () => life.tokenSeconds,
      IdToken: 600,
      RefreshToken: 3600,
      Grant: 3600,
      Session: 3600,
      Interaction: 600,
    },
  });

  provider.use(async (context, next) => {
    await next();
    const renewed = context.oidc?.route === 'token' && context.oidc.params?.['grant_type'] === 'refresh_token';
    if (renewed && bareRenewals) context.body = { ...Object(context.body), id_token: undefined };
  });

  /** @type {Set<string>} */
  const grants = new Set();
  const handle = provider.callback();
  server.on('request', (request, response) => {
    if (request.url?.startsWith('/ask/') === true) {
      ask(request, response).catch((error) => response.writeHead(500).end(String(error)));
    } else handle(request, response);
  });

  /** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
  async function ask(request, response) {
    const { uid, prompt, params, session } = await provider.interactionDetails(request, response);
    if (request.method === 'POST') {
      const typed = await formOf(request);
      if (typed.has('cancel')) {
        await provider.interactionFinished(request, response, { error: 'access_denied', error_description: 'Denied.' });
        return;
      }
      if (prompt.name === 'login') {
        await provider.interactionFinished(request, response, { login: { accountId: typed.get('name') ?? '' } });
        return;
      }
      const grant = new provider.Grant({ accountId: session?.accountId ?? '', clientId });
      grant.addOIDCScope(String(params.scope));
      grant.addResourceScope(audience, String(params.scope));
      const grantId = await grant.save();
      grants.add(grantId);
      await provider.interactionFinished(
        request,
        response,
        { consent: { grantId } },
        { mergeWithLastSubmission: true },
      );
      return;
    }
    const [title, fields, button] =
      prompt.name === 'login'
        ? ['Who are you?', '<label>Name <input name="name" autofocus></label>', 'Continue']
        : ['Let Keyfactor Command UI in?', '', 'Agree'];
    response
      .writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(
        page(
          title,
          `<form method="post" action="/ask/${uid}">${fields}<button>${button}</button>` +
            '<button name="cancel" value="1" formnovalidate>Refuse</button></form>',
        ),
      );
  }

  return {
    issuer,
    clientId,
    /** Access tokens are good for so many seconds from now on. @param {number} seconds */
    setTokenSeconds(seconds) {
      life.tokenSeconds = seconds;
    },
    /** From now on a renewal brings no ID token, which OpenID Connect Core §12.2 allows. */
    leaveIdTokensOut() {
      bareRenewals = true;
    },
    /** No refresh token that was given is good any more, and no grant is remembered. */
    async forgetGrants() {
      await Promise.all([...grants].map(async (id) => (await provider.Grant.find(id))?.destroy()));
      grants.clear();
    },
    /** From now on nobody is there. */
    close: () =>
      new Promise((done) => {
        server.close(done);
        for (const socket of sockets) socket.destroy();
      }),
  };
}

/** @param {string} title @param {string} body */
const page = (title, body) =>
  `<!doctype html><html lang="en"><head><title>${title}</title><link rel="icon" href="data:,"></head><body><h1>${title}</h1>${body}</body></html>`;

/** @param {import('node:http').IncomingMessage} request */
async function formOf(request) {
  /** @type {Buffer[]} */
  const parts = [];
  for await (const part of request) parts.push(part);
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'));
}
