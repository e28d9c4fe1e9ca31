import CollectionPreferences from "@cloudscape-design/components/collection-preferences";
import LiveRegion from "@cloudscape-design/components/live-region";
import Pagination from "@cloudscape-design/components/pagination";
import Table from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useChosenPreferences } from "../../app/PreferencesContext";
import type { Sort } from "../../ipc/generated/Sort";
import type { UserRow } from "../../ipc/generated/UserRow";
import type { UsersPage } from "../../ipc/generated/UsersPage";
import type { UsersQuery } from "../../ipc/generated/UsersQuery";
import { isColumn } from "./columnDefaults";
import { ALWAYS_VISIBLE, fromDialog, toDialog, withWidths } from "./preferences";
import type { UsersColumn } from "./useColumns";

/** The page sizes that the program takes. */
const PAGE_SIZES = [25, 50, 100, 250, 500];

const NO_ROWS: UserRow[] = [];

interface Props {
  columns: UsersColumn[];
  page: UsersPage | null;
  query: UsersQuery;
  header: ReactNode;
  /** What finds users, beside the pager. */
  filter: ReactNode;
  /** What is said of the selection, below it. */
  selection: ReactNode;
  empty: ReactNode;
  onSort: (sort: Sort) => void;
  onPage: (page: number) => void;
  onTicked: (rows: readonly UserRow[]) => void;
  onOpen: (id: string) => void;
}

/** One page of the list as a table. */
export function UsersTable(props: Props) {
  const { columns, page, query, onSort, onPage, onTicked, onOpen } = props;
  const { t } = useTranslation();
  const { preferences, change } = useChosenPreferences();
  const rows = page?.rows ?? NO_ROWS;
  const matching = page?.matching ?? 0;
  const shownPage = page?.page ?? 1;
  const first = (shownPage - 1) * query.pageSize + 1;
  const pages = Math.max(1, Math.ceil(matching / query.pageSize));
  return (
    <div data-testid="users-table">
      <Table
        variant="full-page"
        trackBy="id"
        items={rows}
        columnDefinitions={columns}
        columnDisplay={toDialog(preferences).contentDisplay}
        header={props.header}
        filter={
          <>
            <div className="tools">
              <div className="filters">{props.filter}</div>
              <div className="pager">
                <Pagination
                  currentPageIndex={shownPage}
                  pagesCount={pages}
                  jumpToPage={pages > 5 ? {} : undefined}
                  onChange={({ detail }) => onPage(detail.currentPageIndex)}
                />
                <CollectionPreferences
                  data-testid="preferences"
                  title={t("preferences.title")}
                  confirmLabel={t("preferences.confirm")}
                  cancelLabel={t("preferences.cancel")}
                  closeAriaLabel={t("preferences.close")}
                  preferences={toDialog(preferences)}
                  onConfirm={({ detail }) => {
                    change((before) => fromDialog(before, detail));
                    if (detail.pageSize !== preferences.pageSize) onPage(1);
                  }}
                  pageSizePreference={{
                    title: t("preferences.pageSize"),
                    options: PAGE_SIZES.map((size) => ({
                      value: size,
                      label: t("preferences.pageSizeOption", { count: size }),
                    })),
                  }}
                  wrapLinesPreference={{
                    label: t("preferences.wrapLines"),
                    description: t("preferences.wrapLinesHint"),
                  }}
                  contentDensityPreference={{
                    label: t("preferences.compact"),
                    description: t("preferences.compactHint"),
                  }}
                  contentDisplayPreference={{
                    title: t("preferences.columns"),
                    description: t("preferences.columnsHint"),
                    options: columns.map(({ id }) => ({
                      id,
                      label: t(`columns.${id}`),
                      alwaysVisible: ALWAYS_VISIBLE.has(id),
                    })),
                  }}
                />
              </div>
            </div>
            {props.selection}
          </>
        }
        empty={props.empty}
        stickyHeader
        stickyColumns={{ first: 1 }}
        resizableColumns
        enableKeyboardNavigation
        wrapLines={preferences.wrapLines}
        contentDensity={preferences.density}
        selectionType="multi"
        selectedItems={rows.filter(({ selected }) => selected)}
        onSelectionChange={({ detail }) => onTicked(detail.selectedItems)}
        sortingColumn={{ sortingField: query.sort.column }}
        sortingDescending={query.sort.descending}
        onSortingChange={({ detail }) => {
          const column = detail.sortingColumn.sortingField;
          if (column !== undefined && isColumn(column)) {
            onSort({ column, descending: detail.isDescending ?? false });
          }
        }}
        onRowClick={({ detail }) => onOpen(detail.item.id)}
        onColumnWidthsChange={({ detail }) =>
          change((before) => withWidths(before, columns, detail.widths))
        }
        totalItemsCount={matching}
        firstIndex={first}
        renderAriaLive={({ firstIndex, lastIndex, totalItemsCount }) =>
          t("users.rows", { first: firstIndex, last: lastIndex, total: totalItemsCount ?? 0 })
        }
        ariaLabels={{
          tableLabel: t("users.table"),
          selectionGroupLabel: t("selection.label"),
          allItemsSelectionLabel: () => t("selection.page"),
          itemSelectionLabel: (_selection, row) => t("selection.row", { login: row.login }),
          resizerRoleDescription: t("sort.resize"),
        }}
      />
      <LiveRegion hidden>{page === null ? "" : t("users.matches", { count: matching })}</LiveRegion>
    </div>
  );
}
