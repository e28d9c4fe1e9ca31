import Badge from "@cloudscape-design/components/badge";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Cards from "@cloudscape-design/components/cards";
import Icon from "@cloudscape-design/components/icon";
import Popover from "@cloudscape-design/components/popover";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useTranslation } from "react-i18next";
import { SourceText } from "../../components/SourceText";
import type { InstanceCard } from "../../ipc/generated/InstanceCard";
import { CardMenu } from "./CardMenu";
import type { Opening } from "./useOpening";

interface Props {
  cards: InstanceCard[];
  /** The name of the one that was open last. */
  last: string | null;
  opening: Opening;
  onChanged: () => void;
}

/** The instances, each with what tells it from the others and what can be done with it. */
export function InstanceCards({ cards, last, opening, onChanged }: Props) {
  const { t } = useTranslation();
  return (
    <Cards
      items={cards}
      trackBy={({ draft }) => draft.name}
      cardsPerRow={[{ cards: 1 }, { minWidth: 680, cards: 2 }, { minWidth: 1300, cards: 3 }]}
      ariaLabels={{
        cardsLabel: t("start.title"),
        itemSelectionLabel: () => "",
        selectionGroupLabel: "",
      }}
      cardDefinition={{
        header: (card) => <Title card={card} />,
        sections: [
          { id: "facts", content: (card) => <Facts card={card} last={last} /> },
          {
            id: "actions",
            content: (card) => (
              <SpaceBetween direction="horizontal" size="xs">
                <Button
                  data-testid={`open-${card.draft.name}`}
                  variant="primary"
                  ariaLabel={t("start.openLong", { name: card.draft.name })}
                  loading={opening.asked === card.draft.name}
                  onClick={() => opening.open(card.draft.name)}
                >
                  {t("start.open")}
                </Button>
                <CardMenu card={card} onChanged={onChanged} />
              </SpaceBetween>
            ),
          },
        ],
      }}
    />
  );
}

function Title({ card }: { card: InstanceCard }) {
  return (
    <h2 className={`card-title colour-${card.colour}`}>
      <span className="colour-dot" aria-hidden="true" />
      <bdi className="long-name">{card.draft.name}</bdi>
    </h2>
  );
}

function Facts({ card, last }: { card: InstanceCard; last: string | null }) {
  const { t } = useTranslation();
  const { draft, practice, source, open, waits } = card;
  return (
    <SpaceBetween size="xs">
      <Box>{t("app.region", { region: draft.region })}</Box>
      <Box color="text-body-secondary">
        {practice ? t("app.practiceHint") : <SignInText card={card} />}
      </Box>
      <SpaceBetween direction="horizontal" size="xs">
        {practice && <span className="practice-badge">{t("app.practiceBadge")}</span>}
        {waits ? (
          <StatusIndicator type="warning">{t("start.waits")}</StatusIndicator>
        ) : (
          open && <StatusIndicator>{t("start.isOpen")}</StatusIndicator>
        )}
        {last === draft.name && <Badge>{t("start.last")}</Badge>}
        {source.kind === "managed" && (
          <Popover
            triggerType="text"
            position="top"
            dismissAriaLabel={t("app.close")}
            header={t("source.byOrganisation")}
            content={
              <SpaceBetween size="xs">
                <div>{t("start.managedMeans")}</div>
                <SourceText source={source} />
              </SpaceBetween>
            }
          >
            <Icon name="lock-private" /> {t("source.byOrganisation")}
          </Popover>
        )}
      </SpaceBetween>
    </SpaceBetween>
  );
}

function SignInText({ card: { draft } }: { card: InstanceCard }) {
  const { t } = useTranslation();
  return draft.signIn === "profile"
    ? t("signIn.withProfile", { profile: draft.profile })
    : t(`signIn.with.${draft.signIn}`);
}
