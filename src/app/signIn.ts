import { session } from '../api/session.ts';
import type { Config } from './config.ts';
import { comeBack } from './loadAgain.ts';

/**
 * Chooses how this page signs in; the code of a kind is loaded where it is used. `getToken`: whoever started the app gives
 * the tokens of `signIn: "host"`; without it the page around the frame is asked. `folder`: address of the build, where the app is drawn on somebody else's
 * page, which must not be left for signing in. Tells whether to go on: a page that is
 * `leaving` is on its way to a sign-in service, one that is `done` was opened by another one for signing in.
 */
export async function beginSignIn(
  { signIn, oidc, hosts = [] }: Config,
  getToken: (() => Promise<string | null>) | null = null,
  folder: string | null = null,
): Promise<'ready' | 'leaving' | 'done'> {
  if (signIn === 'host') {
    const { askHostPage, createHostTokens } = await import('./hostTokens.ts');
    // As a part of somebody's page there is no page around: one that hands over no call has no token to give.
    const without = () => Promise.resolve(null);
    const ask = folder === null ? askHostPage(hosts) : without;
    // A function of the portal is called with nothing, whatever else it may take.
    session.configure('host', createHostTokens(getToken === null ? ask : () => getToken()));
  } else if (oidc !== undefined) {
    const { startOidc } = await import('./oidc.ts');
    const begun = await startOidc(oidc, folder);
    if (begun.kind !== 'go on') return begun.kind;
    session.configure('oidc', begun.source, begun.grant);
    if (begun.grant === null) session.fail(begun.problem);
  } else session.configure(signIn);
  if (folder === null) comeBack();
  return 'ready';
}
