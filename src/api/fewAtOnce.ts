/**
 * Lets few of many calls run at the same time, the others in their order behind them, so that a list of hundreds neither
 * floods the server nor keeps what somebody waits for behind it. Takes how many, returns what runs a call.
 */
export function fewAtOnce(most: number): <T>(run: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (run) => {
    if (running < most) running += 1;
    // Who ends gives its place to the next.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await run();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
