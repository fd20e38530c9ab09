import { errorPaths, parentPath, rowIndex } from './fieldPaths.ts';

/** A list of rows on the page that can be asked to show one of its fields. */
export interface OpenList {
  name: string;
  element: HTMLElement;
  rowAt: (index: number) => Element | null;
  ask: (row: Element, path: string) => void;
}

/** The forms and lists that are on the page now, in whichever tree it is drawn: the document or a shadow root. */
export const openForms = new Set<HTMLFormElement>();
export const openLists = new Set<OpenList>();

interface Place {
  element: Element;
  focus: () => void;
}

const inputs = 'input:not([type="hidden"]), select, textarea, button, [tabindex]:not([tabindex="-1"])';

const asHtml = (element: Element | null): HTMLElement | undefined =>
  element instanceof HTMLElement ? element : undefined;

function fieldIn(tree: Element, path: string): HTMLElement | undefined {
  const text = CSS.escape(path);
  return (
    // Of a group of radios the chosen one has the focus.
    asHtml(tree.querySelector(`[name="${text}"]:checked`)) ??
    asHtml(tree.querySelector(`[name="${text}"]`)) ??
    asHtml(tree.querySelector(`[data-field="${text}"]`))
  );
}

function show(element: HTMLElement): void {
  const { top, bottom } = element.getBoundingClientRect();
  const inSight = top >= 0 && bottom <= window.innerHeight;
  element.scrollIntoView({ block: inSight ? 'nearest' : 'center' });
  element.focus({ preventScroll: true });
}

/** Focuses the field of that path in an element, or else the first thing in it that takes the focus. */
export function focusWithin(tree: Element, path: string): void {
  const field = fieldIn(tree, path) ?? asHtml(tree);
  if (!field) return;
  const target = field.matches(inputs) ? field : asHtml(field.querySelector(inputs));
  show(target ?? field);
}

function placeOf(form: HTMLFormElement, path: string): Place | undefined {
  const field = fieldIn(form, path);
  if (field) return { element: field, focus: () => focusWithin(form, path) };
  // The list in a row's details before the list of the row.
  for (const list of [...openLists].sort((a, b) => b.name.length - a.name.length)) {
    const index = form.contains(list.element) ? rowIndex(list.name, path) : undefined;
    const row = index === undefined ? null : list.rowAt(index);
    if (row !== null) return { element: row, focus: () => list.ask(row, path) };
  }
  const above = parentPath(path);
  return above === undefined ? undefined : placeOf(form, above);
}

function place(path: string): Place | undefined {
  // A form that came later lies above, in a dialog.
  for (const form of [...openForms].reverse()) {
    const found = placeOf(form, path);
    if (found) return found;
  }
  return undefined;
}

/**
 * Brings a field of a form into view and focuses it ("regexes.150.regex"), also in a row that is drawn as text or in closed
 * details; where the path itself is no field, what is nearest above it. Returns whether anything was found.
 */
export function focusField(path: string): boolean {
  const found = place(path);
  found?.focus();
  return found !== undefined;
}

/** Focuses the field that comes first on the page of those with an error in the form library's tree of errors. */
export function focusFirstError(errors: object): boolean {
  let first: Place | undefined;
  for (const path of errorPaths(errors)) {
    const found = place(path);
    const before = first === undefined || (found && isBefore(found.element, first.element));
    if (found && before) first = found;
  }
  first?.focus();
  return first !== undefined;
}

const isBefore = (a: Element, b: Element): boolean =>
  (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
