/** Puts a text into the clipboard; false where the browser does not allow it, as outside https and localhost. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** Is there a clipboard? Only in secure contexts. */
export const canCopy = (): boolean => 'clipboard' in navigator;
