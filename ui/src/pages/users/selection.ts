import type { SelectionChange } from "../../ipc/generated/SelectionChange";
import type { UserRow } from "../../ipc/generated/UserRow";

/** What changed between the rows as shown and the rows that are ticked now. */
export function selectionChanges(
  rows: readonly UserRow[],
  ticked: readonly UserRow[],
): SelectionChange[] {
  const now = new Set(ticked.map(({ id }) => id));
  const added = rows.filter(({ id, selected }) => !selected && now.has(id));
  const removed = rows.filter(({ id, selected }) => selected && !now.has(id));
  const changes: SelectionChange[] = [];
  if (added.length > 0) changes.push(set(added, true));
  if (removed.length > 0) changes.push(set(removed, false));
  return changes;
}

function set(rows: readonly UserRow[], selected: boolean): SelectionChange {
  return { kind: "set", ids: rows.map(({ id }) => id), selected };
}
