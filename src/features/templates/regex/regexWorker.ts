import type { Trial } from '../../../domain/regex.ts';
// oxlint-disable-next-line import/default -- the address that Vite makes for such an import is no export of the module
import workerUrl from './regex.worker.ts?worker&url';
import type { OpenWorker } from './trialRunner.ts';

interface ScriptPolicy {
  createScriptURL: (address: string) => string;
}
declare global {
  interface Window {
    /** Not every browser has it; what the policy returns is an object that passes for an address. */
    trustedTypes?: { createPolicy: (name: string, rules: ScriptPolicy) => ScriptPolicy };
  }
}

let policy: ScriptPolicy | undefined;

/** The worker's address in the form that the content security policy asks for (src/serve/headers.ts). */
function workerAddress(): string {
  policy ??= window.trustedTypes?.createPolicy('regex-worker', {
    createScriptURL: (address) => {
      if (address !== workerUrl) throw new TypeError('not the regex worker');
      return address;
    },
  });
  return policy ? policy.createScriptURL(workerUrl) : workerUrl;
}

/** Starts the worker that runs expressions away from the page. */
export const openRegexWorker: OpenWorker = (events) => {
  let worker: Worker;
  try {
    worker = new Worker(workerAddress(), { type: 'module' });
  } catch {
    return null;
  }
  worker.addEventListener('message', ({ data }: MessageEvent<'ready' | Trial>) => {
    if (data === 'ready') events.onReady();
    else events.onAnswer(data);
  });
  worker.addEventListener('error', events.onFailure);
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a worker has no origin to name
    send: (job) => worker.postMessage(job),
    close: () => worker.terminate(),
  };
};
