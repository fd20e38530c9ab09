/** What the sandbox uses of the connection under a request. */
export interface Connection {
  remoteAddress?: string;
  destroy(): void;
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;
}

/** The connection out of @hono/node-server's `env`; undefined in tests, which have none. */
export function connectionOf(env: unknown): Connection | undefined {
  const socket = property(property(env, 'incoming'), 'socket');
  const destroy = property(socket, 'destroy');
  if (typeof destroy !== 'function') return undefined;
  const remoteAddress = property(socket, 'remoteAddress');
  return {
    ...(typeof remoteAddress === 'string' ? { remoteAddress } : {}),
    destroy: () => {
      destroy.call(socket);
    },
  };
}

/** Does the request come from this machine? Without a connection (tests) it does. */
export function isLoopback(connection: Connection | undefined): boolean {
  if (connection === undefined) return true;
  const address = (connection.remoteAddress ?? '').replace(/^::ffff:/i, '');
  return address === '::1' || address.startsWith('127.');
}
