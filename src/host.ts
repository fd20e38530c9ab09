/** What the app tells the page that shows it, in a frame or as an element. Versioned with `hostVersion`; README lists it. */
export type HostEvent =
  /** The app is drawn and takes commands. */
  | { type: 'ready'; appVersion: string }
  /** Height of the content in CSS pixels, in a frame only. */
  | { type: 'height'; px: number }
  /** Path, query and fragment below the app's base, as `navigate` takes it. */
  | { type: 'route'; path: string }
  | { type: 'title'; title: string }
  /** Something typed would be lost by leaving, or no longer. */
  | { type: 'dirty'; dirty: boolean }
  | { type: 'saved'; what: 'template' | 'pattern' | 'settings'; id: number | null; name: string }
  /** A request was answered: with a certificate, or it waits for somebody. */
  | { type: 'enrolled'; certificateId: number | null; requestId: number | null; state: 'issued' | 'pending' }
  /** Jobs for so many stores were accepted; that they succeed is not said. */
  | { type: 'deployed'; certificateId: number; stores: number }
  /** 401: the app asks for a sign-in, or, where the host signs in, for a token. */
  | { type: 'sign-in-needed' }
  /** Of the configuration, of a screen, or of something that was asked for: it was refused, or no answer came. */
  | { type: 'error'; what: 'configuration' | 'screen' | 'act'; message: string }
  /** The accent that was asked for cannot be read in this mode; what is used instead. */
  | { type: 'accent-adjusted'; mode: 'light' | 'dark'; asked: string; used: string };

/**
 * The version of the events above and of the commands that answer them. More events, and more members of an event or a
 * command that may be left out, come without another one; whatever would mislead a host that knows none of it takes one.
 */
export const hostVersion = 1;

type Listener = (event: HostEvent) => void;

const listeners = new Set<Listener>();

/** Passes the events to a listener until the function that it returns is called. */
export function listenToApp(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Tells the page around, if anybody listens. Never with a secret. */
export function tellHost(event: HostEvent): void {
  for (const listener of listeners) listener(event);
}

const losses = new Set<() => boolean>();

/** Asks `wouldLose` whenever it matters whether the app can be left, until the function that it returns is called. */
export function guardLoss(wouldLose: () => boolean): () => void {
  losses.add(wouldLose);
  return () => losses.delete(wouldLose);
}

/** Whether something typed would be lost if the app went now. */
export const anythingToLose = (): boolean => [...losses].some((wouldLose) => wouldLose());

let comesBack = false;

/** Tells whether the page is being left in a way that brings back what was typed: then the browser need not ask as well. */
export const leaveToComeBack = (is: boolean): void => {
  comesBack = is;
};

export const isComingBack = (): boolean => comesBack;
