import type { EmotionCache } from '@emotion/cache';

type StyleSheet = EmotionCache['sheet'];

/** Where styles go and elements are drawn: the document, or the shadow root of a page that embeds this one. */
export type StyleTarget = Document | ShadowRoot;

/**
 * Stands in for Emotion's own sheet and writes into `adoptedStyleSheets`, so that `style-src 'self'` suffices: there are
 * no style elements. Emotion makes further sheets for global styles through `sheet.constructor` with the same options.
 */
class AdoptedSheet {
  readonly key: string;
  readonly container: StyleTarget;
  readonly nonce = undefined;
  readonly tags: HTMLStyleElement[] = [];
  readonly isSpeedy = true;
  before: Element | null = null;
  #sheet = new CSSStyleSheet();

  constructor({ key, container }: { key: string; container: StyleTarget }) {
    this.key = key;
    this.container = container;
    const others = container.adoptedStyleSheets;
    // Global rules come first, so that those of components win at equal weight.
    container.adoptedStyleSheets = key.endsWith('-global') ? [this.#sheet, ...others] : [...others, this.#sheet];
  }

  hydrate(): void {}

  insert(rule: string): void {
    try {
      this.#sheet.insertRule(rule, this.#sheet.cssRules.length);
    } catch {
      // A selector of another browser's; that browser takes it.
    }
  }

  flush(): void {
    this.container.adoptedStyleSheets = this.container.adoptedStyleSheets.filter((sheet) => sheet !== this.#sheet);
    this.#sheet = new CSSStyleSheet();
  }
}

/** A sheet for an Emotion cache over this target. It leans on Emotion 11's inner shape, which package.json pins. */
export const adoptedSheet = (key: string, target: StyleTarget): StyleSheet =>
  new AdoptedSheet({ key, container: target }) as unknown as StyleSheet;
