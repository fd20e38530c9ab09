/** What a person did with the details of a row, and whether one of them was wrong at that time. */
export interface DetailsChoice {
  open: boolean;
  wrong: boolean;
}

/** Whether details are shown: as chosen, and by themselves where one of them has gone wrong since they were closed. */
export function detailsOpen(choice: DetailsChoice | null, wrong: boolean): boolean {
  if (choice === null) return wrong;
  return choice.open || (wrong && !choice.wrong);
}
