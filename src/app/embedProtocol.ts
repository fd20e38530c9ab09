import * as z from 'zod/mini';
import { hostVersion } from '../host.ts';
import type { HostEvent } from '../host.ts';
import { themeTokens } from './look.ts';

/** `source` of every message of this app, and `target` of every message to it. */
export const appName = 'keyfactor-command-ui';

/** A message of this app to the page around its frame. `answer` goes only to the command that asked. */
export type AppMessage = { source: typeof appName; version: typeof hostVersion } & (
  | HostEvent
  /** To `navigate`, when it is decided: false where the person stayed, or was led elsewhere meanwhile. With the id that the command had. */
  | { type: 'navigated'; id?: string; path: string; navigated: boolean }
  /** To `may-leave`: false while something typed would be lost. */
  | { type: 'may-leave'; id: string; mayLeave: boolean }
  /** To a command that is not understood: what is wrong with it. */
  | { type: 'refused'; reason: string }
);

const text = (most: number) => z.string().check(z.minLength(1), z.maxLength(most));

/** A path of the app. */
const appPath = text(2000).check(z.regex(/^\/(?![/\\])/));

/** Whether a portal may have the app go to it. */
export const isAppPath = (path: unknown): path is string => appPath.safeParse(path).success;

const envelope = { target: z.literal(appName), version: z.literal(hostVersion) };

const commandSchema = z.discriminatedUnion('type', [
  /** Asks for `ready`, and for the last of what holds on, where the host began to listen after they were sent. */
  z.strictObject({ ...envelope, type: z.literal('hello') }),
  /** Answered by `navigated`, when whoever has something to lose has decided. */
  z.strictObject({ ...envelope, type: z.literal('navigate'), path: appPath, id: z.optional(text(100)) }),
  z.strictObject({ ...envelope, type: z.literal('theme'), theme: themeTokens }),
  /** An access token for the API, without "Bearer"; null when the host has none to give. */
  z.strictObject({ ...envelope, type: z.literal('token'), token: z.nullable(text(20_000)) }),
  /** Answered by `may-leave` with the same id. */
  z.strictObject({ ...envelope, type: z.literal('may-leave'), id: text(100) }),
]);

/** A message of the page around to this app. */
export type HostCommand = z.infer<typeof commandSchema>;

/** The members that a check found wrong, for a sentence. */
export const wrongPlaces = ({ issues }: z.core.$ZodError): string =>
  [...new Set(issues.map((issue) => issue.path.join('.') || 'the message'))].join(', ');

/**
 * Reads a message that came to the window. Null for what is not meant for this app; a sentence for what is meant for it
 * but is no command of this version.
 */
export function readCommand(data: unknown): HostCommand | { problem: string } | null {
  if (typeof data !== 'object' || data === null || !('target' in data) || data.target !== appName) return null;
  if (!('version' in data) || data.version !== hostVersion)
    return { problem: `This app speaks version ${hostVersion} of its messages.` };
  const read = commandSchema.safeParse(data);
  if (read.success) return read.data;
  const type = 'type' in data && typeof data.type === 'string' ? data.type : '';
  return { problem: `The message "${type.slice(0, 40)}" is not understood: wrong are ${wrongPlaces(read.error)}.` };
}

/** Origin of the page around this frame, where the browser tells. */
export const aroundUs = (): string | undefined =>
  window.location.ancestorOrigins?.[0] ?? (document.referrer === '' ? undefined : new URL(document.referrer).origin);
