/** @typedef {import('./sides.mjs').Side} Side */

/** @param {number} ms @returns {Promise<void>} */
export const rest = (ms) => new Promise((done) => setTimeout(done, ms));

/** Samples by the name of the side and of what was measured. */
export class Samples {
  /** @type {Map<string, number[]>} */
  #values = new Map();
  /** @param {Side} side @param {string} what @param {...number} values */
  add(side, what, ...values) {
    this.of(side.name, what).push(...values);
  }
  /** @param {string} side @param {string} what */
  of(side, what) {
    const key = `${side} ${what}`;
    const values = this.#values.get(key) ?? [];
    this.#values.set(key, values);
    return values;
  }
  /** @param {string} side @param {string} what */
  sum(side, what) {
    return this.of(side, what).reduce((total, value) => total + value, 0);
  }
}
