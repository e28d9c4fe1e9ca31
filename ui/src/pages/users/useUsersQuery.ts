import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useCallback, useMemo, useState } from "react";
import type { Sort } from "../../ipc/generated/Sort";
import type { UsersQuery } from "../../ipc/generated/UsersQuery";
import { fromFilter, isEmpty, toFilter } from "./filterQuery";

const NO_FILTER: PropertyFilterProps.Query = { operation: "and", tokens: [], tokenGroups: [] };

interface Shown {
  filter: PropertyFilterProps.Query;
  search: string;
  sort: Sort;
  page: number;
  /** How often search and filter were cleared by a button outside their boxes. */
  cleared: number;
}

export type AskedFor = ReturnType<typeof useUsersQuery>;

/** What the page asks for: search, filter, order and page, each changed by its own control. */
export function useUsersQuery(initial: UsersQuery, pageSize: number) {
  const [shown, setShown] = useState<Shown>(() => ({
    filter: fromFilter(initial.filter),
    search: initial.search,
    sort: initial.sort,
    page: initial.page,
    cleared: 0,
  }));

  const setSearch = useCallback(
    (search: string) =>
      setShown((before) => (before.search === search ? before : { ...before, search, page: 1 })),
    [],
  );
  const setFilter = useCallback(
    (filter: PropertyFilterProps.Query) => setShown((before) => ({ ...before, filter, page: 1 })),
    [],
  );
  const setSort = useCallback(
    (sort: Sort) => setShown((before) => ({ ...before, sort, page: 1 })),
    [],
  );
  const setPage = useCallback((page: number) => setShown((before) => ({ ...before, page })), []);
  const clear = useCallback(
    () =>
      setShown((before) => ({
        ...before,
        search: "",
        filter: NO_FILTER,
        page: 1,
        cleared: before.cleared + 1,
      })),
    [],
  );

  return useMemo(() => {
    const { search, sort, page, filter, cleared } = shown;
    const query: UsersQuery = { search, filter: toFilter(filter), sort, page, pageSize };
    const searched = search.trim() !== "";
    const filtered = !isEmpty(query.filter);
    return {
      query,
      filter,
      cleared,
      /** Whether the search or the filter leaves anybody out on purpose. */
      narrowed: searched || filtered,
      searched,
      filtered,
      setSearch,
      setFilter,
      setSort,
      setPage,
      clear,
    };
  }, [shown, pageSize, setSearch, setFilter, setSort, setPage, clear]);
}
