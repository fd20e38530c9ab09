import { focusField } from '../../form/focusField.ts';

/** A place in an editor: a field of the form, or else a section. */
interface EditorPlace {
  section: string;
  path?: string;
}

/** Brings a place into view and focuses it. `from` is any element of the page, which may live in a shadow root. */
export function openPlace({ section, path }: EditorPlace, from: Element): void {
  if (path !== undefined && focusField(path)) return;
  const root = from.getRootNode();
  const tree = root instanceof ShadowRoot ? root : document;
  const found = tree.getElementById(section);
  found?.scrollIntoView({ block: 'start' });
  found?.querySelector<HTMLElement>('h2')?.focus({ preventScroll: true });
}
