import type { ReactElement } from 'react';
import type { Scope } from '../../domain/scope.ts';
import { scopeToUrl } from '../../paths.ts';
import { FilterSelect, FilterText } from '../../ui/FilterSelect.tsx';
import { useScopeParts } from './scopeParts.ts';

interface ScopeControlProps {
  scope: Scope;
  onChange: (members: Readonly<Record<string, string>>) => void;
}

/** The collection or the store container that one's rights are limited to: by name where the server names them, else by id. */
export function ScopeControl({ scope, onChange }: ScopeControlProps): ReactElement {
  const { collection = '', container = '' } = scopeToUrl(scope);
  const { collections, containers } = useScopeParts();
  const id = (text: string) => (/^\d{1,9}$/.test(text.trim()) ? text.trim() : '');
  const filter = (name: 'Collection' | 'Container', value: string, choices: typeof collections) => {
    const take = (text: string) => onChange({ collection: '', container: '', [name.toLowerCase()]: id(text) });
    return choices.length === 0 ? (
      <FilterText label={`${name} id`} value={value} onChange={take} />
    ) : (
      <FilterSelect label={name} value={value} onChange={take} choices={choices} any="None" />
    );
  };
  return (
    <>
      {filter('Collection', collection, collections)}
      {filter('Container', container, containers)}
    </>
  );
}
