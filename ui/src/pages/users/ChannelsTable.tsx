import Table from "@cloudscape-design/components/table";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelDetails } from "../../ipc/generated/ChannelDetails";
import { AfterContactWork, PhoneTypeText, TextCell, YesNo } from "./cells";

/** What is set for one channel otherwise than for all. */
export function ChannelsTable({ channels }: { channels: ChannelDetails[] }) {
  const { t } = useTranslation();
  const columns: { id: string; header: string; cell: (one: ChannelDetails) => ReactNode }[] = [
    {
      id: "autoAccept",
      header: t("columns.autoAccept"),
      cell: ({ autoAccept }) => orAsAll(autoAccept, (value) => <YesNo value={value} />),
    },
    {
      id: "callbackAutoAccept",
      header: t("details.callbackAutoAccept"),
      cell: ({ callbackAutoAccept }) =>
        orAsAll(callbackAutoAccept, (value) => <YesNo value={value} />),
    },
    {
      id: "afterContactWork",
      header: t("columns.afterContactWork"),
      cell: ({ afterContactWork }) =>
        orAsAll(afterContactWork, (value) => <AfterContactWork seconds={value} />),
    },
    {
      id: "callbackAfterContactWork",
      header: t("details.callbackAfterContactWork"),
      cell: ({ callbackAfterContactWork }) =>
        orAsAll(callbackAfterContactWork, (value) => <AfterContactWork seconds={value} />),
    },
    {
      id: "phoneType",
      header: t("columns.phoneType"),
      cell: ({ phoneType }) => orAsAll(phoneType, (value) => <PhoneTypeText type={value} />),
    },
    {
      id: "phoneNumber",
      header: t("columns.phoneNumber"),
      cell: ({ phoneNumber }) => orAsAll(phoneNumber, (value) => <TextCell text={value} />),
    },
    {
      id: "persistentConnection",
      header: t("details.persistentConnection"),
      cell: ({ persistentConnection }) =>
        orAsAll(persistentConnection, (value) => <YesNo value={value} />),
    },
    {
      id: "voiceEnhancement",
      header: t("details.voiceEnhancement"),
      cell: ({ voiceEnhancement }) =>
        orAsAll(voiceEnhancement, (value) =>
          isEnhancement(value) ? (
            t(`details.voiceEnhancements.${value}`)
          ) : (
            <TextCell text={value} />
          ),
        ),
    },
  ];
  return (
    <Table
      variant="embedded"
      trackBy="channel"
      items={channels}
      wrapLines
      contentDensity="compact"
      ariaLabels={{ tableLabel: t("details.perChannel") }}
      columnDefinitions={[
        {
          id: "channel",
          header: t("details.channel"),
          isRowHeader: true,
          cell: ({ channel }: ChannelDetails) =>
            isChannel(channel) ? t(`details.channels.${channel}`) : <TextCell text={channel} />,
        },
        // A column that no channel sets would only say "as for all" all the way down.
        ...columns.filter(({ id }) =>
          channels.some((channel) => channel[id as keyof ChannelDetails] !== null),
        ),
      ]}
    />
  );

  function orAsAll<Value>(value: Value | null, show: (value: Value) => ReactNode): ReactNode {
    return value === null ? t("details.asAll") : show(value);
  }
}

const CHANNELS = ["voice", "chat", "task", "email"] as const;
const ENHANCEMENTS = ["voiceIsolation", "noiseSuppression", "none"] as const;

function isChannel(name: string): name is (typeof CHANNELS)[number] {
  return CHANNELS.some((channel) => channel === name);
}

function isEnhancement(name: string): name is (typeof ENHANCEMENTS)[number] {
  return ENHANCEMENTS.some((enhancement) => enhancement === name);
}
