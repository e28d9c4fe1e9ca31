import type { TableProps } from "@cloudscape-design/components/table";
import { type ReactNode, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Column } from "../../ipc/generated/Column";
import type { Gap } from "../../ipc/generated/Gap";
import type { Preferences } from "../../ipc/generated/Preferences";
import type { ProblemCode } from "../../ipc/generated/ProblemCode";
import type { UserRow } from "../../ipc/generated/UserRow";
import {
  AfterContactWork,
  ListCell,
  MomentCell,
  NumberCell,
  PhoneTypeText,
  TextCell,
  tagText,
  YesNo,
} from "./cells";
import { COLUMN_IDS, COLUMN_WIDTHS } from "./columnDefaults";
import { LoginCell } from "./LoginCell";

/** A column as the table takes it, with what the preferences need to know of it. */
export type UsersColumn = TableProps.ColumnDefinition<UserRow> & { id: Column; width: number };

interface Options {
  preferences: Preferences;
  gaps: Gap[];
  onOpen: (id: string) => void;
}

/** Every column of the users table. */
export function useColumns({ preferences, gaps, onOpen }: Options): UsersColumn[] {
  const { t } = useTranslation();
  return useMemo(() => {
    const widths = new Map(preferences.columns.map(({ column, width }) => [column, width]));
    const why = (column: Column): ProblemCode | undefined =>
      gaps.find(({ columns }) => columns.includes(column))?.problem.code;

    const cells: Record<Column, (row: UserRow) => ReactNode> = {
      login: (row) => <LoginCell row={row} onOpen={onOpen} />,
      firstName: (row) => <TextCell text={row.firstName} />,
      lastName: (row) => <TextCell text={row.lastName} />,
      routingProfile: (row) => <TextCell text={row.routingProfile} />,
      securityProfiles: (row) => <ListCell items={row.securityProfiles} />,
      hierarchy: (row) => <TextCell text={row.hierarchy} />,
      phoneType: (row) => <PhoneTypeText type={row.phoneType} />,
      phoneNumber: (row) => <TextCell text={row.phoneNumber} />,
      autoAccept: (row) => <YesNo value={row.autoAccept} />,
      afterContactWork: (row) => <AfterContactWork seconds={row.afterContactWork} />,
      quickConnects: (row) => <NumberCell value={row.quickConnects} why={why("quickConnects")} />,
      tags: (row) => <ListCell items={row.tags.map(tagText)} />,
      lastChanged: (row) => <MomentCell value={row.lastChanged} why={why("lastChanged")} />,
      userId: (row) => <TextCell text={row.id} />,
    };
    return COLUMN_IDS.map((id) => {
      const column = t(`columns.${id}`);
      return {
        id,
        header: column,
        cell: cells[id],
        sortingField: id,
        width: widths.get(id) ?? COLUMN_WIDTHS[id],
        minWidth: 80,
        isRowHeader: id === "login",
        ariaLabel: ({ sorted, descending }: TableProps.LabelData) => {
          if (!sorted) return t("sort.unsorted", { column });
          return descending ? t("sort.descending", { column }) : t("sort.ascending", { column });
        },
      };
    });
  }, [t, preferences.columns, gaps, onOpen]);
}
