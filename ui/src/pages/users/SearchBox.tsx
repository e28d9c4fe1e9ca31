import TextFilter from "@cloudscape-design/components/text-filter";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDebounced } from "../../hooks/useDebounced";

/** How long to wait for the next key before searching, in milliseconds. */
const TYPING_PAUSE = 150;

interface Props {
  /** What is searched for when the box is first shown. */
  initial: string;
  /** Called with what is in the box once typing has paused. */
  onSearch: (search: string) => void;
}

/** The search box. It keeps what is being typed to itself, so that the table is not redrawn at every key. */
export function SearchBox({ initial, onSearch }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(initial);
  const settled = useDebounced(typed, TYPING_PAUSE);
  useEffect(() => onSearch(settled), [settled, onSearch]);
  return (
    <TextFilter
      data-testid="search"
      data-search
      filteringText={typed}
      filteringAriaLabel={t("users.search")}
      filteringPlaceholder={t("users.searchPlaceholder")}
      filteringClearAriaLabel={t("users.clearSearch")}
      onChange={({ detail }) => setTyped(detail.filteringText)}
    />
  );
}
