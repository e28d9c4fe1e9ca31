import LiveRegion from "@cloudscape-design/components/live-region";
import type { TextFilterProps } from "@cloudscape-design/components/text-filter";
import { memo, type RefObject } from "react";
import { useTranslation } from "react-i18next";
import { useChosenPreferences } from "../../app/PreferencesContext";
import type { Gap } from "../../ipc/generated/Gap";
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
  search: RefObject<TextFilterProps.Ref | null>;
  onOpen: (id: string) => void;
}

/**
 * The table with all that finds and selects users. It is not redrawn when something beside it
 * changes, since a page may hold hundreds of rows.
 */
export const UsersList = memo(function UsersList({ asked, users, search, onOpen }: Props) {
  const { t } = useTranslation();
  const { preferences } = useChosenPreferences();
  const { query, narrowed } = asked;
  const { state, page, select, selectMatching } = users;
  const columns = useColumns({ preferences, gaps: state?.gaps ?? NO_GAPS, onOpen });
  return (
    <>
      <LiveRegion hidden>
        {state?.load.kind === "loading"
          ? t("load.readingNow")
          : state?.total != null && t("load.done", { count: state.total })}
      </LiveRegion>
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
            <div className="filters">
              <SearchBox
                key={asked.cleared}
                initial={query.search}
                onSearch={asked.setSearch}
                ref={search}
              />
              <PropertyFilterBox query={asked.filter} onChange={asked.setFilter} />
            </div>
            <SelectionBar
              selection={page?.selection ?? { count: 0, hidden: 0 }}
              matching={page?.matching ?? 0}
              narrowed={narrowed}
              onSelectAll={() => selectMatching("addMatching")}
              onInvert={() => selectMatching("invertMatching")}
              onClear={() => select({ kind: "clear" })}
            />
          </>
        }
        empty={
          state !== null &&
          page !== null && (
            <NoRows
              state={state}
              narrowed={narrowed}
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
