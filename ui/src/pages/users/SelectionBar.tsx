import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useTranslation } from "react-i18next";
import type { SelectionCount } from "../../ipc/generated/SelectionCount";

interface Props {
  selection: SelectionCount;
  matching: number;
  narrowed: boolean;
  onSelectAll: () => void;
  onInvert: () => void;
  onClear: () => void;
}

/** How many users are selected, and how to select many at once. */
export function SelectionBar({
  selection,
  matching,
  narrowed,
  onSelectAll,
  onInvert,
  onClear,
}: Props) {
  const { t } = useTranslation();
  return (
    <fieldset className="selection-bar" aria-label={t("selection.label")}>
      <Box fontWeight={selection.count > 0 ? "bold" : "normal"}>
        <LiveRegion>
          <span data-testid="selection-count">
            <SelectionText selection={selection} />
          </span>
        </LiveRegion>
      </Box>
      <SpaceBetween direction="horizontal" size="m">
        <Button
          data-testid="select-all-matching"
          variant="inline-link"
          disabled={matching === 0}
          onClick={onSelectAll}
        >
          {t(narrowed ? "selection.allMatching" : "selection.all", { count: matching })}
        </Button>
        <Button
          data-testid="select-invert"
          variant="inline-link"
          disabled={matching === 0}
          ariaLabel={t("selection.invertLong")}
          onClick={onInvert}
        >
          {t("selection.invert")}
        </Button>
        <Button
          data-testid="select-clear"
          variant="inline-link"
          disabled={selection.count === 0}
          ariaLabel={t("selection.clearLong")}
          onClick={onClear}
        >
          {t("selection.clear")}
        </Button>
      </SpaceBetween>
    </fieldset>
  );
}

function SelectionText({ selection: { count, hidden } }: { selection: SelectionCount }) {
  const { t } = useTranslation();
  if (count === 0) return t("selection.none");
  const selected = t("selection.count", { count });
  return hidden === 0
    ? selected
    : t("selection.both", { selected, hidden: t("selection.hidden", { count: hidden }) });
}
