import type { CollectionPreferencesProps } from "@cloudscape-design/components/collection-preferences";
import type { Column } from "../../ipc/generated/Column";
import type { Preferences } from "../../ipc/generated/Preferences";

/** What the preferences dialog shows for the remembered preferences. */
export function toDialog(preferences: Preferences): CollectionPreferencesProps.Preferences {
  return {
    pageSize: preferences.pageSize,
    wrapLines: preferences.wrapLines,
    contentDensity: preferences.density,
    contentDisplay: preferences.columns.map(({ column, visible }) => ({
      id: column,
      visible: visible || ALWAYS_VISIBLE.has(column),
    })),
  };
}

/** What is remembered after the dialog was confirmed. */
export function fromDialog(
  before: Preferences,
  dialog: CollectionPreferencesProps.Preferences,
): Preferences {
  const known = new Map(
    before.columns.map((preference) => [preference.column as string, preference]),
  );
  const chosen = (dialog.contentDisplay ?? []).flatMap(({ id, visible }) => {
    const preference = known.get(id);
    return preference === undefined ? [] : [{ ...preference, visible }];
  });
  return {
    ...before,
    pageSize: dialog.pageSize ?? before.pageSize,
    wrapLines: dialog.wrapLines ?? before.wrapLines,
    density: dialog.contentDensity ?? before.density,
    columns: chosen.length === before.columns.length ? chosen : before.columns,
  };
}

/**
 * What is remembered after columns were resized. The widths stand in the order of `columns`,
 * hidden ones included; only those that differ from what is shown are the person's choice.
 */
export function withWidths(
  before: Preferences,
  columns: readonly { id: Column; width: number }[],
  widths: readonly number[],
): Preferences {
  const changed = new Map<Column, number>();
  columns.forEach(({ id, width }, index) => {
    const now = widths[index];
    if (now !== undefined && Math.round(now) !== width) changed.set(id, Math.round(now));
  });
  return {
    ...before,
    columns: before.columns.map((preference) => ({
      ...preference,
      width: changed.get(preference.column) ?? preference.width,
    })),
  };
}

/** Rows are known by their login, so it can't be hidden. */
export const ALWAYS_VISIBLE: ReadonlySet<Column> = new Set(["login"]);
