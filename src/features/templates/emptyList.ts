import type { EmptyStateProps } from '../../ui/EmptyState.tsx';

const whyNone = {
  template:
    'Templates come from the certificate authorities. Command shows them after an import for their configuration tenant.',
  'enrollment pattern': 'A template can be enrolled against once it has an enrollment pattern.',
} as const;

/** Why a list shows nothing, and what to do about it. */
export function emptyList(what: keyof typeof whyNone, search: string): EmptyStateProps {
  const words = search.trim();
  if (words.includes('"')) {
    return { title: 'This cannot be searched for', text: 'The server cannot search for a double quote. Leave it out.' };
  }
  if (words !== '') {
    return {
      title: `No ${what} matches “${words}”`,
      text: 'The server searches in names and short names. Try fewer letters.',
    };
  }
  return { title: `No ${what}s`, text: whyNone[what] };
}
