import LiveRegion from "@cloudscape-design/components/live-region";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { useChosenPreferences } from "../../app/PreferencesContext";
import type { Gap } from "../../ipc/generated/Gap";
import type { ListState } from "../../ipc/generated/ListState";
import { PropertyFilterBox } from "./PropertyFilterBox";
import { SearchBox } from "./SearchBox";
import { SelectionBar } from "./SelectionBar";
import { selectionChanges } from "./selection";
import { NoRows } from "./states";
import { UsersHeader } from "./UsersHeader";
import { UsersTable } from "./UsersTable";
import { useColumns } from "./useColumns";
import type { Users } from "./useUsers";
import type { AskedFor } from "./useUsersQuery";

const NO_GAPS: Gap[] = [];

interface Props {
  asked: AskedFor;
  users: Users;
  onOpen: (id: string) => void;
}

/**
 * The table with all that finds and selects users. It is not redrawn when something beside it
 * changes, since a page may hold hundreds of rows.
 */
export const UsersList = memo(function UsersList({ asked, users, onOpen }: Props) {
  const { preferences } = useChosenPreferences();
  const { query, narrowed } = asked;
  const { state, page, select, selectMatching } = users;
  const columns = useColumns({ preferences, gaps: state?.gaps ?? NO_GAPS, onOpen });
  return (
    <>
      <LiveRegion hidden>{state !== null && <LoadTold state={state} />}</LiveRegion>
      <UsersTable
        columns={columns}
        page={page}
        query={query}
        header={
          <UsersHeader
            state={state}
            page={page}
            narrowed={narrowed}
            onRefresh={users.refresh}
            onCancel={users.cancel}
          />
        }
        filter={
          <>
            <SearchBox key={asked.cleared} initial={query.search} onSearch={asked.setSearch} />
            <PropertyFilterBox query={asked.filter} onChange={asked.setFilter} />
          </>
        }
        selection={
          <SelectionBar
            selection={page?.selection ?? { count: 0, hidden: 0 }}
            matching={page?.matching ?? 0}
            narrowed={narrowed}
            onSelectAll={() => selectMatching("addMatching")}
            onInvert={() => selectMatching("invertMatching")}
            onClear={() => select({ kind: "clear" })}
          />
        }
        empty={
          state !== null &&
          page !== null && (
            <NoRows
              state={state}
              searched={asked.searched}
              filtered={asked.filtered}
              onRefresh={users.refresh}
              onClearFilters={asked.clear}
            />
          )
        }
        onSort={asked.setSort}
        onPage={asked.setPage}
        onTicked={(ticked) => select(...selectionChanges(page?.rows ?? [], ticked))}
        onOpen={onOpen}
      />
    </>
  );
});

/** What a screen reader hears when a reading begins or ends. */
function LoadTold({ state: { load, total } }: { state: ListState }) {
  const { t } = useTranslation();
  switch (load.kind) {
    case "loading":
      return t("load.readingNow");
    case "cancelled":
      return t("states.cancelled.what");
    case "failed":
      return t("load.failed", { problem: t(`problem.${load.problem.code}.what`) });
    case "idle":
      return total === null ? null : t("load.done", { count: total });
  }
}
