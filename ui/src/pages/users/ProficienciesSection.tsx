import Box from "@cloudscape-design/components/box";
import Table from "@cloudscape-design/components/table";
import { useTranslation } from "react-i18next";
import { ProblemAlert } from "../../components/ProblemAlert";
import type { Part } from "../../ipc/generated/Part";
import type { ProficiencyDetails } from "../../ipc/generated/ProficiencyDetails";
import { TextCell } from "./cells";
import { Section } from "./Section";

/** What the user is good at. */
export function ProficienciesSection({
  proficiencies,
}: {
  proficiencies: Part<ProficiencyDetails[]>;
}) {
  const { t } = useTranslation();
  return (
    <Section title={t("details.proficiencies")}>
      {proficiencies.kind === "unknown" ? (
        <ProblemAlert problem={proficiencies.problem} />
      ) : proficiencies.value.length === 0 ? (
        <Box color="text-body-secondary">{t("details.noProficiencies")}</Box>
      ) : (
        <Table
          variant="embedded"
          items={proficiencies.value}
          trackBy={({ attribute, value }) => `${attribute}=${value}`}
          wrapLines
          contentDensity="compact"
          ariaLabels={{ tableLabel: t("details.proficiencies") }}
          columnDefinitions={[
            {
              id: "attribute",
              header: t("details.attribute"),
              isRowHeader: true,
              cell: ({ attribute }) => <TextCell text={attribute} />,
            },
            {
              id: "value",
              header: t("details.value"),
              cell: ({ value }) => <TextCell text={value} />,
            },
            {
              id: "level",
              header: t("details.level"),
              cell: ({ level }) => t("details.levelOf", { level }),
            },
          ]}
        />
      )}
    </Section>
  );
}
