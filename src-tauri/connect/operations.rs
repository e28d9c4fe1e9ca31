//! The operations of Connect that Roster reads with, one function each: what is sent, with which
//! page size, and what every answer must have. An answer without it is an error, since the SDK
//! makes an empty list of an empty body.

use aws_sdk_connect::types::{QueueType, UserDataFilters};
use jiff::Timestamp;

use crate::domain::{
    HierarchyGroup, Instance, Live, Named, Problem, Proficiency, QueueId, QuickConnect,
    QuickConnectId, RoutingProfileId, SecurityProfileId, User, UserId, UserRecord,
};

use super::{
    Shared,
    attempts::Attempts,
    convert,
    errors::{empty_answer, garbled_answer},
    pace::Priority,
    paging::Page,
};

/// The most items that a page of most List operations holds.
const LIST_PAGE: i32 = 1_000;
/// The most items that a page of the Search operations, but for SearchUsers, and of the lists of
/// one user's or one queue's things holds.
const SMALL_PAGE: i32 = 100;
/// The most items that a page of ListInstances holds.
const INSTANCES_PAGE: i32 = 10;

/// The reads of one piece of work; counts its calls.
pub(super) struct Reads<'a> {
    shared: &'a Shared,
    pub(super) attempts: Attempts<'a>,
}

impl<'a> Reads<'a> {
    pub(super) fn new(shared: &'a Shared, priority: Priority) -> Self {
        Self {
            shared,
            attempts: Attempts::new(shared, priority),
        }
    }

    pub(super) async fn search_users(
        &self,
        page_size: i32,
        token: Option<String>,
    ) -> Result<Page<User>, Problem> {
        let answer = self
            .attempts
            .read("SearchUsers", || {
                self.connect()
                    .search_users()
                    .instance_id(self.instance_id())
                    .max_results(page_size)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        let about = answer.approximate_total_count;
        page(
            "SearchUsers",
            answer.users,
            convert::searched_user,
            answer.next_token,
            about,
        )
    }

    pub(super) async fn list_users(
        &self,
        token: Option<String>,
    ) -> Result<Page<(UserId, Option<Timestamp>)>, Problem> {
        let answer = self
            .attempts
            .read("ListUsers", || {
                self.connect()
                    .list_users()
                    .instance_id(self.instance_id())
                    .max_results(LIST_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListUsers",
            answer.user_summary_list,
            convert::listed_user,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn describe_user(&self, id: &UserId) -> Result<UserRecord, Problem> {
        let answer = self
            .attempts
            .read("DescribeUser", || {
                self.connect()
                    .describe_user()
                    .instance_id(self.instance_id())
                    .user_id(id.as_str())
                    .send()
            })
            .await?;
        one("DescribeUser", answer.user, convert::described_user)
    }

    pub(super) async fn list_user_proficiencies(
        &self,
        id: &UserId,
        token: Option<String>,
    ) -> Result<Page<Proficiency>, Problem> {
        let answer = self
            .attempts
            .read("ListUserProficiencies", || {
                self.connect()
                    .list_user_proficiencies()
                    .instance_id(self.instance_id())
                    .user_id(id.as_str())
                    .max_results(SMALL_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListUserProficiencies",
            answer.user_proficiency_list,
            convert::proficiency,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn list_routing_profiles(
        &self,
        token: Option<String>,
    ) -> Result<Page<Named<RoutingProfileId>>, Problem> {
        let answer = self
            .attempts
            .read("ListRoutingProfiles", || {
                self.connect()
                    .list_routing_profiles()
                    .instance_id(self.instance_id())
                    .max_results(LIST_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListRoutingProfiles",
            answer.routing_profile_summary_list,
            convert::routing_profile,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn list_security_profiles(
        &self,
        token: Option<String>,
    ) -> Result<Page<Named<SecurityProfileId>>, Problem> {
        let answer = self
            .attempts
            .read("ListSecurityProfiles", || {
                self.connect()
                    .list_security_profiles()
                    .instance_id(self.instance_id())
                    .max_results(LIST_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListSecurityProfiles",
            answer.security_profile_summary_list,
            convert::security_profile,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn search_user_hierarchy_groups(
        &self,
        token: Option<String>,
    ) -> Result<Page<HierarchyGroup>, Problem> {
        let answer = self
            .attempts
            .read("SearchUserHierarchyGroups", || {
                self.connect()
                    .search_user_hierarchy_groups()
                    .instance_id(self.instance_id())
                    .max_results(SMALL_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        let groups = answer.user_hierarchy_groups.map(|mut groups| {
            groups.retain(|group| !convert::is_internal(group));
            groups
        });
        page(
            "SearchUserHierarchyGroups",
            groups,
            convert::hierarchy_group,
            answer.next_token,
            answer.approximate_total_count,
        )
    }

    pub(super) async fn search_quick_connects(
        &self,
        token: Option<String>,
    ) -> Result<Page<QuickConnect>, Problem> {
        let answer = self
            .attempts
            .read("SearchQuickConnects", || {
                self.connect()
                    .search_quick_connects()
                    .instance_id(self.instance_id())
                    .max_results(SMALL_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "SearchQuickConnects",
            answer.quick_connects,
            convert::quick_connect,
            answer.next_token,
            answer.approximate_total_count,
        )
    }

    pub(super) async fn describe_instance(&self) -> Result<Instance, Problem> {
        let answer = self
            .attempts
            .read("DescribeInstance", || {
                self.connect()
                    .describe_instance()
                    .instance_id(self.instance_id())
                    .send()
            })
            .await?;
        one("DescribeInstance", answer.instance, convert::instance)
    }

    pub(super) async fn list_standard_queues(
        &self,
        token: Option<String>,
    ) -> Result<Page<Named<QueueId>>, Problem> {
        let answer = self
            .attempts
            .read("ListQueues", || {
                self.connect()
                    .list_queues()
                    .instance_id(self.instance_id())
                    .queue_types(QueueType::Standard)
                    .max_results(LIST_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListQueues",
            answer.queue_summary_list,
            convert::queue,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn list_queue_quick_connects(
        &self,
        queue: &QueueId,
        token: Option<String>,
    ) -> Result<Page<QuickConnectId>, Problem> {
        let answer = self
            .attempts
            .read("ListQueueQuickConnects", || {
                self.connect()
                    .list_queue_quick_connects()
                    .instance_id(self.instance_id())
                    .queue_id(queue.as_str())
                    .max_results(SMALL_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListQueueQuickConnects",
            answer.quick_connect_summary_list,
            convert::offered_quick_connect,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn list_instances(
        &self,
        token: Option<String>,
    ) -> Result<Page<Instance>, Problem> {
        let answer = self
            .attempts
            .read("ListInstances", || {
                self.connect()
                    .list_instances()
                    .max_results(INSTANCES_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListInstances",
            answer.instance_summary_list,
            convert::listed_instance,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn describe_quick_connect(
        &self,
        id: &QuickConnectId,
    ) -> Result<QuickConnect, Problem> {
        let answer = self
            .attempts
            .read("DescribeQuickConnect", || {
                self.connect()
                    .describe_quick_connect()
                    .instance_id(self.instance_id())
                    .quick_connect_id(id.as_str())
                    .send()
            })
            .await?;
        one(
            "DescribeQuickConnect",
            answer.quick_connect,
            convert::quick_connect,
        )
    }

    pub(super) async fn list_security_profile_permissions(
        &self,
        id: &SecurityProfileId,
        token: Option<String>,
    ) -> Result<Page<String>, Problem> {
        let answer = self
            .attempts
            .read("ListSecurityProfilePermissions", || {
                self.connect()
                    .list_security_profile_permissions()
                    .instance_id(self.instance_id())
                    .security_profile_id(id.as_str())
                    .max_results(LIST_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "ListSecurityProfilePermissions",
            answer.permissions,
            Some,
            answer.next_token,
            None,
        )
    }

    pub(super) async fn get_current_user_data(
        &self,
        users: &[UserId],
        token: Option<String>,
    ) -> Result<Page<Live>, Problem> {
        let agents: Vec<String> = users.iter().map(ToString::to_string).collect();
        let answer = self
            .attempts
            .read("GetCurrentUserData", || {
                let filters = UserDataFilters::builder()
                    .set_agents(Some(agents.clone()))
                    .build();
                self.connect()
                    .get_current_user_data()
                    .instance_id(self.instance_id())
                    .filters(filters)
                    .max_results(SMALL_PAGE)
                    .set_next_token(token.clone())
                    .send()
            })
            .await?;
        page(
            "GetCurrentUserData",
            answer.user_data_list,
            convert::live,
            answer.next_token,
            None,
        )
    }

    fn connect(&self) -> &aws_sdk_connect::Client {
        &self.shared.client
    }

    fn instance_id(&self) -> &str {
        &self.shared.instance_id
    }
}

fn page<T, U>(
    operation: &str,
    items: Option<Vec<T>>,
    convert: fn(T) -> Option<U>,
    next: Option<String>,
    about: Option<i64>,
) -> Result<Page<U>, Problem> {
    let items = items.ok_or_else(|| empty_answer(operation, "list"))?;
    let items: Option<Vec<U>> = items.into_iter().map(convert).collect();
    Ok(Page {
        items: items.ok_or_else(|| garbled_answer(operation, "An item of the list has no id."))?,
        next,
        about: about.and_then(|about| u32::try_from(about).ok()),
    })
}

fn one<T, U>(operation: &str, item: Option<T>, convert: fn(T) -> Option<U>) -> Result<U, Problem> {
    let item = item.ok_or_else(|| empty_answer(operation, "content"))?;
    convert(item).ok_or_else(|| garbled_answer(operation, "What was described has no id."))
}
