import Header from "@cloudscape-design/components/header";
import Table from "@cloudscape-design/components/table";
import { useTranslation } from "react-i18next";
import { SourceText } from "../../components/SourceText";
import { useFormat } from "../../i18n/format";
import type { SettingLine } from "../../ipc/generated/SettingLine";

/** The settings that hold. */
export function SettingsTable({ lines }: { lines: SettingLine[] }) {
  const { t } = useTranslation();
  return (
    <Table
      variant="container"
      wrapLines
      items={lines.map((line, at) => ({ ...line, at }))}
      trackBy={({ at }) => String(at)}
      header={
        <Header variant="h2" description={t("settings.tableHint")}>
          {t("settings.table")}
        </Header>
      }
      ariaLabels={{ tableLabel: t("settings.table") }}
      columnDefinitions={[
        {
          id: "key",
          header: t("settings.key"),
          isRowHeader: true,
          cell: ({ key }) => t(`settings.keys.${key}`),
        },
        { id: "value", header: t("settings.value"), cell: (line) => <ValueText line={line} /> },
        {
          id: "source",
          header: t("settings.source"),
          cell: ({ source }) => <SourceText source={source} />,
        },
      ]}
    />
  );
}

function ValueText({ line: { key, value } }: { line: SettingLine }) {
  const { t } = useTranslation();
  const format = useFormat();
  switch (value.kind) {
    case "yesNo":
      return value.value ? t("users.yes") : t("users.no");
    case "number":
      if (key === "keepRecordsDays") return t("settings.days", { count: value.value });
      if (key === "largestBatch") return t("settings.users", { count: value.value });
      return format.number(value.value);
    case "text":
      return <bdi className="path">{value.value}</bdi>;
    case "notSet":
      return t(`settings.notSet.${key}`);
  }
}
