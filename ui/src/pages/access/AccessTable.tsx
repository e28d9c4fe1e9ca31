import Header from "@cloudscape-design/components/header";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import Table from "@cloudscape-design/components/table";
import { useTranslation } from "react-i18next";
import type { AccessState } from "../../ipc/generated/AccessState";
import { AccessStateText } from "./AccessStateText";

interface Row {
  id: string;
  what: string;
  state: AccessState;
}

interface Props {
  title: string;
  rows: Row[];
}

/** What may be done, one line for each thing. */
export function AccessTable({ title, rows }: Props) {
  const { t } = useTranslation();
  return (
    <Table
      variant="embedded"
      wrapLines
      trackBy="id"
      items={rows}
      header={<Header variant="h3">{title}</Header>}
      ariaLabels={{ tableLabel: title }}
      empty={<StatusIndicator type="pending">{t("access.state.notKnown")}</StatusIndicator>}
      columnDefinitions={[
        { id: "what", header: t("access.what"), cell: ({ what }) => what, isRowHeader: true },
        {
          id: "state",
          header: t("access.allowed"),
          cell: ({ state }) => <AccessStateText state={state} />,
        },
      ]}
    />
  );
}
