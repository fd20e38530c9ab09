import { useCallback } from 'react';
import { keptColumns, useKept } from '../../../kept.ts';
import { noChoice, type ColumnChoice } from '../../../ui/columns.ts';

/** The columns chosen for a list on this browser, and how to choose others. */
export function useKeptColumns(list: string): [choice: ColumnChoice, setChoice: (choice: ColumnChoice) => void] {
  const kept = useKept(keptColumns);
  const setChoice = useCallback((choice: ColumnChoice) => keptColumns.write({ [list]: choice }), [list]);
  return [kept[list] ?? noChoice, setChoice];
}
