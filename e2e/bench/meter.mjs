/**
 * @typedef {object} Key One key press; times in ms since it was pressed, null while nothing was painted.
 * @property {number} pressed
 * @property {number | null} echo the first frame after the input had taken the key
 * @property {number | null} drawn the last frame that changed what is watched
 */

/** Measures a page from inside it. Runs in the page, so it knows nothing of this module. */
export function makeMeter() {
  const quietMs = 200;

  /** @param {(at: number) => void} done told when the next frame has been laid out and painted */
  const afterPaint = (done) =>
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => done(performance.now()));
      port1.start();
      port2.postMessage(null);
    });
  /** @param {number} ms @returns {Promise<void>} */
  const rest = (ms) => new Promise((done) => setTimeout(done, ms));

  /** @type {Key[]} */
  let keys = [];
  /** @type {Key | undefined} */
  let last;
  let changedAt = 0;
  addEventListener(
    'keydown',
    (event) => {
      last = { pressed: event.timeStamp, echo: null, drawn: null };
      keys.push(last);
    },
    true,
  );
  addEventListener(
    'input',
    () => {
      const key = last;
      if (key) afterPaint((at) => (key.echo ??= at - key.pressed));
    },
    true,
  );

  /** @type {{ start: number, end: number }[]} */
  const longTasks = [];
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries())
      longTasks.push({ start: startTime, end: startTime + duration });
  }).observe({ type: 'longtask' });

  /** @type {Promise<{ painted: number, quiet: number }> | undefined} */
  let opening;

  /** @type {(() => { frames: number[], looks: number, blank: number }) | undefined} */
  let endScroll;

  return {
    /** The keys that something was typed with since the last time. */
    takeKeys() {
      const typed = keys.filter((key) => key.echo !== null);
      keys = [];
      return typed;
    },

    /** Takes note of every change within an element. @param {string} selector */
    watch(selector) {
      const element = document.querySelector(selector);
      if (!element) throw new Error(`There is no ${selector}.`);
      new MutationObserver(() => {
        const key = last;
        changedAt = performance.now();
        if (key) afterPaint((at) => (key.drawn = at - key.pressed));
      }).observe(element, { subtree: true, childList: true, characterData: true });
    },

    /** Waits until the last key is painted and nothing watched has changed for a while. */
    async settled() {
      const limit = performance.now() + 4_000;
      const moving = () => last?.echo === null || performance.now() - Math.max(changedAt, last?.pressed ?? 0) < quietMs;
      do await rest(20);
      while (moving() && performance.now() < limit);
    },

    /**
     * Measures from the next click until all of these are on the page, and until no long task follows.
     * @param {string[]} selectors
     */
    expectOpening(selectors) {
      const clicked = new Promise((done) => addEventListener('click', done, { capture: true, once: true }));
      opening = (async () => {
        const { timeStamp } = await clicked;
        const at = await new Promise((painted) => {
          // Not a look at each frame: that would have the browser draw frames while nothing has changed.
          const observer = new MutationObserver(() => {
            if (selectors.some((selector) => document.querySelector(selector) === null)) return;
            observer.disconnect();
            afterPaint(painted);
          });
          observer.observe(document, { subtree: true, childList: true });
        });
        await rest(1_000);
        const busy = longTasks.filter((task) => task.end > at).map((task) => task.end);
        return { painted: at - timeStamp, quiet: Math.max(at, ...busy) - timeStamp };
      })();
    },

    async opened() {
      if (!opening) throw new Error('Nothing is expected to open.');
      return opening;
    },

    /** Notes the frames (ms) that script meets while an element is scrolled, and looks whether it shows rows. @param {string} selector */
    startScroll(selector) {
      const box = document.querySelector(selector);
      if (!box) throw new Error(`There is no ${selector}.`);
      const rowPx = box.querySelector('tr[aria-rowindex="2"], tbody tr[aria-rowindex]')?.getBoundingClientRect().height;
      if (!rowPx) throw new Error('There are no rows.');
      /** @type {number[]} */
      const frames = [];
      let running = true;
      let moved = -Infinity;
      let looks = 0;
      let blank = 0;
      // Before the page answers the event: what the screen showed at this place until now.
      const look = () => {
        moved = performance.now();
        looks += 1;
        const drawn = new Set();
        for (const row of box.getElementsByTagName('tr')) if (!('bone' in row.dataset)) drawn.add(row.ariaRowIndex);
        // The header is one row high and lies over the first row in view; rows count from 2.
        const first = Math.floor(box.scrollTop / rowPx) + 2;
        const after = Math.floor((box.scrollTop + box.clientHeight) / rowPx) + 1;
        let missing = false;
        for (let index = first; index < after; index += 1) missing ||= !drawn.has(String(index));
        if (missing) blank += 1;
      };
      addEventListener('scroll', look, true);
      const count = () => {
        if (!running) return;
        if (performance.now() - moved < 100) frames.push(performance.now());
        requestAnimationFrame(count);
      };
      requestAnimationFrame(count);
      endScroll = () => {
        running = false;
        removeEventListener('scroll', look, true);
        return { frames, looks, blank };
      };
    },

    stopScroll() {
      if (!endScroll) throw new Error('Nothing is being scrolled.');
      return endScroll();
    },
  };
}
