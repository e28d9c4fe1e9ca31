import Box from "@cloudscape-design/components/box";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ChannelDetails } from "../../ipc/generated/ChannelDetails";
import { AfterContactWork, PhoneTypeText, TextCell, YesNo } from "./cells";

/** What is set for one channel otherwise than for all. */
export function ChannelSection({ channel }: { channel: ChannelDetails }) {
  const { t } = useTranslation();
  const items = [
    item(t("columns.autoAccept"), channel.autoAccept, yesNo),
    item(t("details.callbackAutoAccept"), channel.callbackAutoAccept, yesNo),
    item(t("columns.afterContactWork"), channel.afterContactWork, afterContactWork),
    item(t("details.callbackAfterContactWork"), channel.callbackAfterContactWork, afterContactWork),
    item(t("columns.phoneType"), channel.phoneType, (type) => <PhoneTypeText type={type} />),
    item(t("columns.phoneNumber"), channel.phoneNumber, (text) => <TextCell text={text} />),
    item(t("details.persistentConnection"), channel.persistentConnection, yesNo),
    item(t("details.voiceEnhancement"), channel.voiceEnhancement, (mode) =>
      isEnhancement(mode) ? t(`details.voiceEnhancements.${mode}`) : <TextCell text={mode} />,
    ),
  ].flat();
  return (
    <div>
      <Box variant="h4" padding={{ vertical: "xs" }}>
        {isChannel(channel.channel) ? (
          t(`details.channels.${channel.channel}`)
        ) : (
          <TextCell text={channel.channel} />
        )}
      </Box>
      {items.length === 0 ? (
        <Box color="text-body-secondary">{t("details.asAll")}</Box>
      ) : (
        <KeyValuePairs columns={3} minColumnWidth={220} items={items} />
      )}
    </div>
  );
}

function item<Value>(label: string, value: Value | null, show: (value: Value) => ReactNode) {
  return value === null ? [] : [{ label, value: show(value) }];
}

function yesNo(value: boolean): ReactNode {
  return <YesNo value={value} />;
}

function afterContactWork(seconds: number): ReactNode {
  return <AfterContactWork seconds={seconds} />;
}

const CHANNELS = ["voice", "chat", "task", "email"] as const;
const ENHANCEMENTS = ["voiceIsolation", "noiseSuppression", "none"] as const;

function isChannel(name: string): name is (typeof CHANNELS)[number] {
  return CHANNELS.some((channel) => channel === name);
}

function isEnhancement(name: string): name is (typeof ENHANCEMENTS)[number] {
  return ENHANCEMENTS.some((enhancement) => enhancement === name);
}
