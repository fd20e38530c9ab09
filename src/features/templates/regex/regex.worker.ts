import { tryRegex } from '../../../domain/regex.ts';
import type { TrialJob } from './trialRunner.ts';

addEventListener('message', ({ data }: MessageEvent<TrialJob>) => {
  postMessage(tryRegex(data.pattern, data.value, { caseSensitive: data.caseSensitive, patient: true }));
});
postMessage('ready');
