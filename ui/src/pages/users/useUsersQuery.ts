import type { PropertyFilterProps } from "@cloudscape-design/components/property-filter";
import { useCallback, useEffect, useMemo, useState } from "react";
import { useDebounced } from "../../hooks/useDebounced";
import type { Sort } from "../../ipc/generated/Sort";
import type { UsersQuery } from "../../ipc/generated/UsersQuery";
import { fromFilter, isEmpty, toFilter } from "./filterQuery";

/** How long to wait for the next key before searching, in milliseconds. */
const TYPING_PAUSE = 150;

const NO_FILTER: PropertyFilterProps.Query = { operation: "and", tokens: [], tokenGroups: [] };

interface Shown {
  filter: PropertyFilterProps.Query;
  search: string;
  sort: Sort;
  page: number;
}

/** What the page asks for: search, filter, order and page, each changed by its own control. */
export function useUsersQuery(initial: UsersQuery, pageSize: number) {
  const [typed, setTyped] = useState(initial.search);
  const [shown, setShown] = useState<Shown>(() => ({
    filter: fromFilter(initial.filter),
    search: initial.search,
    sort: initial.sort,
    page: initial.page,
  }));

  const settled = useDebounced(typed, TYPING_PAUSE);
  useEffect(() => {
    setShown((before) =>
      before.search === settled ? before : { ...before, search: settled, page: 1 },
    );
  }, [settled]);

  const query = useMemo<UsersQuery>(
    () => ({
      search: shown.search,
      filter: toFilter(shown.filter),
      sort: shown.sort,
      page: shown.page,
      pageSize,
    }),
    [shown, pageSize],
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
  const clear = useCallback(() => {
    setTyped("");
    setShown((before) => ({ ...before, search: "", filter: NO_FILTER, page: 1 }));
  }, []);

  return {
    query,
    typed,
    filter: shown.filter,
    /** Whether the search or the filter leaves anybody out on purpose. */
    narrowed: query.search.trim() !== "" || !isEmpty(query.filter),
    setTyped,
    setFilter,
    setSort,
    setPage,
    clear,
  };
}
