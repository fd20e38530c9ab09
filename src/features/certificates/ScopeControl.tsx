import type { ReactElement } from 'react';
import type { Scope } from '../../domain/scope.ts';
import { scopeToUrl } from '../../paths.ts';
import { FilterText } from '../../ui/FilterSelect.tsx';

interface ScopeControlProps {
  scope: Scope;
  onChange: (members: Readonly<Record<string, string>>) => void;
}

/** The collection or the store container that one's rights are limited to, typed as a number. */
export function ScopeControl({ scope, onChange }: ScopeControlProps): ReactElement {
  const { collection = '', container = '' } = scopeToUrl(scope);
  const id = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? text.trim() : '');
  return (
    <>
      <FilterText
        label="Collection id"
        value={collection}
        onChange={(text) => onChange({ collection: id(text), container: '' })}
      />
      <FilterText
        label="Container id"
        value={container}
        onChange={(text) => onChange({ container: id(text), collection: '' })}
      />
    </>
  );
}

/** The scope in a person's words; '' for the whole server. */
export function scopeWords({ collectionId, containerId }: Scope): string {
  const parts = [
    ...(collectionId === null ? [] : [`collection ${collectionId}`]),
    ...(containerId === null ? [] : [`store container ${containerId}`]),
  ];
  return parts.join(' and ');
}
