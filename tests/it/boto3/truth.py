"""What Connect should say of the practice instance's world, worked out from the seed's data."""

from datetime import datetime


def moment(text):
    """A time of the truth as seconds since 1970, to the millisecond."""
    return round(datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp(), 3)


def plain(parsed):
    """An answer that botocore parsed, with its times as seconds, without its metadata."""
    if isinstance(parsed, dict):
        return {
            name: plain(value) for name, value in parsed.items() if name != "ResponseMetadata"
        }
    if isinstance(parsed, list):
        return [plain(value) for value in parsed]
    if isinstance(parsed, datetime):
        return round(parsed.timestamp(), 3)
    return parsed


def known(**members):
    """Members without those that are None or without tags."""
    return {
        name: value
        for name, value in members.items()
        if value is not None and not (name == "Tags" and not value)
    }


class Truth:
    """The world, and the answers that it should give."""

    def __init__(self, data):
        self.instance = data["instance"]
        self.region = data["region"]
        for table in data["world"]:
            setattr(self, table, {row.get("id", row.get("user_id")): row for row in data["world"][table]})

    def arn(self, part, id):
        return f"{self.instance['arn']}/{part}/{id}"

    def _changed(self, row):
        return {"LastModifiedTime": moment(row["last_changed"]), "LastModifiedRegion": self.region}

    def user_summary(self, user):
        return known(
            Id=user["id"],
            Arn=self.arn("agent", user["id"]),
            Username=user["login"],
            **self._changed(user),
        )

    def found_user(self, user):
        return known(
            **self._user(user, 1000),
            IdentityInfo={"FirstName": user["first_name"], "LastName": user["last_name"]},
        )

    def described_user(self, user):
        return known(
            **self._user(user, 1),
            IdentityInfo=known(
                FirstName=user["first_name"],
                LastName=user["last_name"],
                Email=user["email"],
                SecondaryEmail=user["secondary_email"],
                Mobile=user["mobile"],
            ),
            **self._changed(user),
        )

    def _user(self, user, parts):
        phone = user["phone"]

        def per_channel(member, entry):
            return [entry(channel) for channel in user["channels"] if channel[member] is not None]

        def limit(seconds):
            return None if seconds is None else {"AfterContactWorkTimeLimit": seconds * parts}

        return {
            "Id": user["id"],
            "Arn": self.arn("agent", user["id"]),
            "Username": user["login"],
            "RoutingProfileId": user["routing_profile"],
            "SecurityProfileIds": user["security_profiles"],
            "HierarchyGroupId": user["hierarchy_group"],
            "Tags": user["tags"],
            "PhoneConfig": known(
                PhoneType=phone["phone_type"],
                AutoAccept=phone["auto_accept"],
                AfterContactWorkTimeLimit=phone["after_contact_work_seconds"] * parts,
                DeskPhoneNumber=phone["desk_number"],
                PersistentConnection=phone["persistent_connection"],
            ),
            "AutoAcceptConfigs": per_channel(
                "auto_accept",
                lambda it: known(
                    Channel=it["channel"],
                    AutoAccept=it["auto_accept"],
                    AgentFirstCallbackAutoAccept=it["callback_auto_accept"],
                ),
            ),
            "AfterContactWorkConfigs": per_channel(
                "after_contact_work_seconds",
                lambda it: known(
                    Channel=it["channel"],
                    AfterContactWorkConfig=limit(it["after_contact_work_seconds"]),
                    AgentFirstCallbackAfterContactWorkConfig=limit(
                        it["callback_after_contact_work_seconds"]
                    ),
                ),
            ),
            "PhoneNumberConfigs": per_channel(
                "phone_type",
                lambda it: known(
                    Channel=it["channel"],
                    PhoneType=it["phone_type"],
                    PhoneNumber=it["phone_number"],
                ),
            ),
            "PersistentConnectionConfigs": per_channel(
                "persistent_connection",
                lambda it: {
                    "Channel": it["channel"],
                    "PersistentConnection": it["persistent_connection"],
                },
            ),
            "VoiceEnhancementConfigs": per_channel(
                "voice_enhancement",
                lambda it: {
                    "Channel": it["channel"],
                    "VoiceEnhancementMode": it["voice_enhancement"],
                },
            ),
        }

    def proficiency(self, entry):
        return {
            "AttributeName": entry["attribute"],
            "AttributeValue": entry["value"],
            "Level": entry["level"],
        }

    def named(self, part, row, **more):
        """A summary with id, ARN and name."""
        return known(
            Id=row["id"],
            Arn=self.arn(part, row["id"]),
            Name=row["name"],
            **more,
            **self._changed(row),
        )

    def routing_profile(self, row):
        holders = [u for u in self.users.values() if u["routing_profile"] == row["id"]]
        return known(
            InstanceId=self.instance["id"],
            Name=row["name"],
            RoutingProfileArn=self.arn("routing-profile", row["id"]),
            RoutingProfileId=row["id"],
            Description=row["description"],
            MediaConcurrencies=[
                {
                    "Channel": entry["channel"],
                    "Concurrency": entry["slots"],
                    "CrossChannelBehavior": {"BehaviorType": "ROUTE_CURRENT_CHANNEL_ONLY"},
                }
                for entry in row["concurrency"]
            ],
            DefaultOutboundQueueId=row["outbound_queue"],
            Tags=row["tags"],
            NumberOfAssociatedQueues=len(row["queues"]),
            NumberOfAssociatedManualAssignmentQueues=0,
            NumberOfAssociatedUsers=len(holders),
            AgentAvailabilityTimer="TIME_SINCE_LAST_ACTIVITY",
            IsDefault=row["is_default"],
            AssociatedQueueIds=row["queues"],
            AssociatedManualAssignmentQueueIds=[],
            **self._changed(row),
        )

    def security_profile(self, row):
        return known(
            Id=row["id"],
            OrganizationResourceId=self.instance["id"],
            Arn=self.arn("security-profile", row["id"]),
            SecurityProfileName=row["name"],
            Description=row["description"],
            Tags=row["tags"],
            Type="CUSTOMER_MANAGED",
        )

    def hierarchy_group(self, row):
        levels = ["LevelOne", "LevelTwo", "LevelThree", "LevelFour", "LevelFive"]
        return known(
            Id=row["id"],
            Arn=self.arn("agent-group", row["id"]),
            Name=row["name"],
            LevelId=row["level"],
            HierarchyPath={
                level: self.named("agent-group", self.hierarchy_groups[id])
                for level, id in zip(levels, row["path"])
            },
            Tags=row["tags"],
            **self._changed(row),
        )

    def quick_connect_summary(self, row):
        return self.named("transfer-destination", row, QuickConnectType=row["target"]["type"])

    def quick_connect(self, row):
        target = row["target"]
        kind = target["type"]
        config = {
            "USER": lambda: {
                "UserConfig": {"UserId": target["user"], "ContactFlowId": target["flow"]}
            },
            "QUEUE": lambda: {
                "QueueConfig": {"QueueId": target["queue"], "ContactFlowId": target["flow"]}
            },
            "PHONE_NUMBER": lambda: {"PhoneConfig": {"PhoneNumber": target["number"]}},
            "FLOW": lambda: {"FlowConfig": {"ContactFlowId": target["flow"]}},
        }[kind]()
        return known(
            QuickConnectARN=self.arn("transfer-destination", row["id"]),
            QuickConnectId=row["id"],
            Name=row["name"],
            Description=row["description"],
            QuickConnectConfig={"QuickConnectType": kind, **config},
            Tags=row["tags"],
            **self._changed(row),
        )
