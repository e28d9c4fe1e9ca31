import ButtonDropdown from "@cloudscape-design/components/button-dropdown";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { useAnswer } from "../hooks/useAnswer";
import { useChanged } from "../hooks/useChanged";
import { useClient } from "../ipc/ClientContext";
import type { InstanceHeader } from "../ipc/generated/InstanceHeader";
import { asProblem } from "../ipc/problem";
import type { Told } from "./useFrameNotices";

const ALL = "all";
const OPEN = "open ";

interface Props {
  instance: InstanceHeader;
  onTell: (told: Told) => void;
}

/** Goes from one instance to another, or to all of them. */
export function Switcher({ instance, onTell }: Props) {
  const { t } = useTranslation();
  const client = useClient();
  const { value: page, again } = useAnswer(useCallback(() => client.instances(), [client]));
  useChanged("access", again);
  const others = (page?.cards ?? []).filter(({ draft }) => draft.name !== instance.name);
  const choose = async (item: string) => {
    try {
      await (item === ALL ? client.leave() : client.openInstance(item.slice(OPEN.length)));
    } catch (rejection) {
      onTell({ kind: "failed", problem: asProblem(rejection) });
    }
  };
  return (
    <ButtonDropdown
      data-testid="switcher"
      expandToViewport
      onItemClick={({ detail }) => void choose(detail.id)}
      items={[
        ...others.map(({ draft, open, waits }) => ({
          id: `${OPEN}${draft.name}`,
          text: draft.name,
          secondaryText: waits
            ? t("switcher.waits", { region: draft.region })
            : open
              ? t("switcher.openAlready", { region: draft.region })
              : t("app.region", { region: draft.region }),
        })),
        { id: ALL, text: t("switcher.all") },
      ]}
    >
      {t("switcher.button")}
    </ButtonDropdown>
  );
}
