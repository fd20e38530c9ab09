/** As much of the package as the tests use; it brings no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  interface Grant {
    addOIDCScope(scope: string): void;
    addResourceScope(resource: string, scope: string): void;
    save(): Promise<string>;
    destroy(): Promise<void>;
  }

  interface Interaction {
    uid: string;
    prompt: { name: string };
    params: Record<string, unknown>;
    session?: { accountId: string };
  }

  interface Options {
    clients: readonly Record<string, unknown>[];
    cookies: { keys: readonly string[] };
    clientBasedCORS: () => boolean;
    findAccount: (context: unknown, id: string) => { accountId: string; claims: () => Record<string, unknown> };
    claims: Record<string, readonly string[]>;
    conformIdTokenClaims: boolean;
    issueRefreshToken: () => boolean;
    interactions: { url: (context: unknown, interaction: { uid: string }) => string };
    features: {
      devInteractions: { enabled: boolean };
      revocation: { enabled: boolean };
      rpInitiatedLogout: { logoutSource: (context: { body: string }, form: string) => void };
      resourceIndicators: {
        enabled: boolean;
        defaultResource: () => string;
        useGrantedResource: () => boolean;
        getResourceServerInfo: (context: unknown, resource: string) => Record<string, unknown>;
      };
    };
    extraTokenClaims: (context: unknown, token: { accountId?: string }) => Record<string, unknown>;
    ttl: Record<string, number | (() => number)>;
  }

  interface TokenContext {
    body: unknown;
    oidc?: { route: string; params?: Record<string, unknown> };
  }

  export class Provider {
    constructor(issuer: string, options: Options);
    readonly Grant: {
      new (o: { accountId: string; clientId: string }): Grant;
      find(id: string): Promise<Grant | undefined>;
    };
    /** As in Koa, around each answer. */
    use(layer: (context: TokenContext, next: () => Promise<void>) => Promise<void>): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>;
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Record<string, unknown>,
      o?: { mergeWithLastSubmission: boolean },
    ): Promise<void>;
  }
}
