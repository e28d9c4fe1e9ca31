import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";
import { CopyableId } from "../../components/CopyableId";
import { CopyButton } from "../../components/CopyButton";
import type { UserDetails } from "../../ipc/generated/UserDetails";
import { ChannelSection } from "./ChannelSection";
import {
  AfterContactWork,
  ListCell,
  MomentCell,
  Nothing,
  PhoneTypeText,
  TextCell,
  tagText,
  YesNo,
} from "./cells";
import { ProficienciesSection } from "./ProficienciesSection";
import { QuickConnectsSection } from "./QuickConnectsSection";
import { Section } from "./Section";

/** All that is known of a user, part by part. */
export function UserSections({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const { row } = user;
  return (
    <SpaceBetween size="l">
      <Section
        title={t("details.identity")}
        items={[
          { label: t("columns.login"), value: <TextCell text={row.login} /> },
          { label: t("columns.firstName"), value: <TextCell text={row.firstName} /> },
          { label: t("columns.lastName"), value: <TextCell text={row.lastName} /> },
          {
            label: t("details.email"),
            value: <EmailAddress what={t("details.email")} address={user.email} />,
          },
          {
            label: t("details.secondaryEmail"),
            value: (
              <EmailAddress what={t("details.secondaryEmail")} address={user.secondaryEmail} />
            ),
          },
          { label: t("details.mobile"), value: <TextCell text={user.mobile} /> },
          { label: t("columns.lastChanged"), value: <MomentCell value={row.lastChanged} /> },
        ]}
      />
      <Section
        title={t("details.access")}
        items={[
          { label: t("columns.routingProfile"), value: <TextCell text={row.routingProfile} /> },
          {
            label: t("columns.securityProfiles"),
            value: <ListCell items={row.securityProfiles} />,
          },
          { label: t("columns.hierarchy"), value: <TextCell text={row.hierarchy} /> },
        ]}
      />
      <Section
        title={t("details.contactHandling")}
        items={[
          { label: t("columns.phoneType"), value: <PhoneTypeText type={row.phoneType} /> },
          { label: t("columns.phoneNumber"), value: <TextCell text={row.phoneNumber} /> },
          { label: t("columns.autoAccept"), value: <YesNo value={row.autoAccept} /> },
          {
            label: t("columns.afterContactWork"),
            value: <AfterContactWork seconds={row.afterContactWork} />,
          },
          {
            label: t("details.persistentConnection"),
            value: <YesNo value={user.persistentConnection} />,
          },
        ]}
      >
        {user.channels.map((channel) => (
          <ChannelSection key={channel.channel} channel={channel} />
        ))}
      </Section>
      <QuickConnectsSection quickConnects={user.quickConnects} />
      <ProficienciesSection proficiencies={user.proficiencies} />
      {row.tags.length === 0 ? (
        <Section title={t("details.tags")}>
          <Box color="text-body-secondary">{t("details.noTags")}</Box>
        </Section>
      ) : (
        <Section title={t("details.tags")}>
          <ul className="plain-list">
            {row.tags.map((tag) => (
              <li key={tag.key}>
                <TextCell text={tagText(tag)} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      <IdsSection user={user} />
    </SpaceBetween>
  );
}

function IdsSection({ user }: { user: UserDetails }) {
  const { t } = useTranslation();
  const ids: { label: string; id: string | null | undefined }[] = [
    { label: t("columns.userId"), id: user.row.id },
    { label: t("details.arn"), id: user.arn },
    { label: t("details.directoryUserId"), id: user.directoryUserId },
    { label: t("details.routingProfileId"), id: user.routingProfileId },
    ...user.securityProfileIds.map((id, index) => ({
      label: t("details.securityProfileId", { name: user.row.securityProfiles[index] ?? "" }),
      id,
    })),
    { label: t("details.hierarchyGroupId"), id: user.hierarchyGroupId },
  ];
  return (
    <Section
      title={t("details.ids")}
      columns={1}
      items={ids.flatMap(({ label, id }) =>
        id === null || id === undefined
          ? []
          : [{ label, value: <CopyableId what={label} id={id} /> }],
      )}
    />
  );
}

/** An e-mail address, whole, with a button that copies it. It breaks only where its parts meet. */
function EmailAddress({ what, address }: { what: string; address: string | null }) {
  const { t } = useTranslation();
  if (address === null || address === "") return <Nothing />;
  return (
    <span className="copyable">
      <CopyButton text={address} label={t("copy.label", { what })} />
      <bdi>
        {address.split(/(?=[@.])/).map((part, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one address never move.
          <Fragment key={at}>
            {at > 0 && <wbr />}
            {part}
          </Fragment>
        ))}
      </bdi>
    </span>
  );
}
