import { useEffect, useState } from 'react';
import { openRegexWorker } from './regexWorker.ts';
import { trialRunner, type TrialJob, type TrialResult } from './trialRunner.ts';

const run = trialRunner(openRegexWorker, (milliseconds, then) => {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
});

/** What came of a job, undefined until it is known. An answer to an older job is never shown for a newer one. */
export function useTrial({ pattern, value, caseSensitive }: TrialJob): TrialResult | undefined {
  const [answer, setAnswer] = useState<{ job: TrialJob; result: TrialResult } | null>(null);
  useEffect(() => {
    const job = { pattern, value, caseSensitive };
    return run(job, (result) => setAnswer({ job, result }));
  }, [pattern, value, caseSensitive]);
  const { job } = answer ?? {};
  const fits = job?.pattern === pattern && job.value === value && job.caseSensitive === caseSensitive;
  return fits ? answer?.result : undefined;
}
