/**
 * A .NET expression as the sandbox's engine takes it, or null when it cannot. Covers anchors (\A \Z \z \G), inline
 * options at the start, quoted group names, atomic groups, comments and class subtraction; the rest is the same in both
 * dialects, or refused.
 */
export function netRegex(pattern: string, caseSensitive: boolean): RegExp | null {
  let text = pattern;
  let ignoreCase = !caseSensitive;
  let flags = '';
  const options = /^(?:\\A|\^)?\(\?([imnsx]+)(?:-([imnsx]+))?\)/.exec(text);
  if (options !== null) {
    const on = options[1] ?? '';
    if (on.includes('i')) ignoreCase = true;
    if ((options[2] ?? '').includes('i')) ignoreCase = false;
    if (on.includes('m')) flags += 'm';
    if (on.includes('s')) flags += 's';
    if (on.includes('x')) return null;
    text = text.replace(/\(\?[imnsx]+(?:-[imnsx]+)?\)/, '');
  }
  text = text
    .replaceAll(/\\[AG]/g, '^')
    .replaceAll(/\\z/g, '(?![\\s\\S])')
    .replaceAll(/\\Z/g, '(?=\\n?(?![\\s\\S]))')
    .replaceAll(/\(\?#[^)]*\)/g, '')
    .replaceAll(/\(\?>/g, '(?:')
    .replaceAll(/\(\?'([A-Za-z_]\w*)'/g, '(?<$1>');
  if (ignoreCase) flags += 'i';
  // [a-z-[aeiou]] is [a-z--[aeiou]] with the v flag, which alone knows subtraction.
  const subtracted = text.replaceAll(/-\[(?=[^\]]*\]\])/g, '--[');
  const attempts = subtracted !== text ? ['v'] : /\\p\{/i.test(text) ? ['u'] : ['', 'u'];
  // Unicode classes need the u flag, which in turn refuses escapes such as \- that .NET allows.
  for (const unicode of attempts) {
    try {
      return new RegExp(subtracted, flags + unicode);
    } catch {
      continue;
    }
  }
  return null;
}

/** Does the server's engine accept this value? An expression that cannot be translated lets everything pass. */
export function accepts(pattern: string, value: string, caseSensitive: boolean): boolean {
  return netRegex(pattern, caseSensitive)?.test(value) ?? true;
}
