//! The operations that a practice instance answers: a table of routes, and one small function
//! each. A function reads its [`Call`] and gives the answer's body; what it puts into the
//! [`Edit`] is kept and seen by others once it returns, before the caller has the answer.

mod instance;
mod live;
mod names;
mod offers;
mod queues;
mod quick_connect_config;
mod quick_connects;
mod sts;
mod users;

use bytes::Bytes;
use http::{Method, Request, Response};
use jiff::Timestamp;
use serde_json::Value;

use super::{
    REGION,
    call::Call,
    paging::Page,
    protocol::{self, Protocol, Refusal},
    world::{Edit, World},
};

/// An operation: its name, where it is found, and what it does.
pub(super) struct Operation {
    pub(super) name: &'static str,
    pub(super) protocol: Protocol,
    method: Method,
    /// The path, with labels in braces. For an awsQuery operation the path is `/` and the name
    /// is in the body.
    path: &'static str,
    pub(super) run: Run,
}

/// What an operation does.
pub(super) type Run = fn(&Call<'_>, &mut Edit<'_>) -> Result<Reply, Refusal>;

/// What an operation answers when it was done.
pub(super) enum Reply {
    /// A body in JSON.
    Json(Value),
    /// A body in XML.
    Xml(String),
    /// Nothing, which is what those that only change something answer.
    Empty,
}

impl Reply {
    pub(super) fn into_response(self) -> Response<Bytes> {
        match self {
            Self::Json(body) => protocol::json_answer(&body),
            Self::Xml(body) => protocol::xml_answer(body),
            Self::Empty => protocol::empty_answer(),
        }
    }
}

/// The table of routes.
#[rustfmt::skip]
static OPERATIONS: [Operation; 27] = [
    get("DescribeInstance", "/instance/{InstanceId}", instance::describe),
    get("ListInstances", "/instance", instance::list),
    post("SearchUsers", "/search-users", users::search),
    get("ListUsers", "/users-summary/{InstanceId}", users::list),
    get("DescribeUser", "/users/{InstanceId}/{UserId}", users::describe),
    delete("DeleteUser", "/users/{InstanceId}/{UserId}", users::delete),
    get("ListUserProficiencies", "/users/{InstanceId}/{UserId}/proficiencies", users::list_proficiencies),
    get("ListRoutingProfiles", "/routing-profiles-summary/{InstanceId}", names::list_routing_profiles),
    post("SearchRoutingProfiles", "/search-routing-profiles", names::search_routing_profiles),
    get("ListSecurityProfiles", "/security-profiles-summary/{InstanceId}", names::list_security_profiles),
    post("SearchSecurityProfiles", "/search-security-profiles", names::search_security_profiles),
    get("ListSecurityProfilePermissions", "/security-profiles-permissions/{InstanceId}/{SecurityProfileId}", names::list_permissions),
    get("ListUserHierarchyGroups", "/user-hierarchy-groups-summary/{InstanceId}", names::list_hierarchy_groups),
    post("SearchUserHierarchyGroups", "/search-user-hierarchy-groups", names::search_hierarchy_groups),
    get("DescribeUserHierarchyStructure", "/user-hierarchy-structure/{InstanceId}", names::describe_hierarchy_structure),
    get("ListAgentStatuses", "/agent-status/{InstanceId}", names::list_agent_statuses),
    post("SearchQuickConnects", "/search-quick-connects", quick_connects::search),
    get("ListQuickConnects", "/quick-connects/{InstanceId}", quick_connects::list),
    get("DescribeQuickConnect", "/quick-connects/{InstanceId}/{QuickConnectId}", quick_connects::describe),
    post("UpdateQuickConnectName", "/quick-connects/{InstanceId}/{QuickConnectId}/name", quick_connects::update_name),
    post("UpdateQuickConnectConfig", "/quick-connects/{InstanceId}/{QuickConnectId}/config", quick_connect_config::update),
    delete("DeleteQuickConnect", "/quick-connects/{InstanceId}/{QuickConnectId}", quick_connects::delete),
    get("ListQueues", "/queues-summary/{InstanceId}", queues::list),
    get("ListQueueQuickConnects", "/queues/{InstanceId}/{QueueId}/quick-connects", queues::list_quick_connects),
    post("AssociateQueueQuickConnects", "/queues/{InstanceId}/{QueueId}/associate-quick-connects", offers::associate),
    post("DisassociateQueueQuickConnects", "/queues/{InstanceId}/{QueueId}/disassociate-quick-connects", offers::disassociate),
    post("GetCurrentUserData", "/metrics/userdata/{InstanceId}", live::get_current_user_data),
];

/// STS, which stands beside Connect under the same address here.
static STS: [Operation; 2] = [
    query("AssumeRole", sts::assume_role),
    query("GetCallerIdentity", sts::get_caller_identity),
];

const fn get(name: &'static str, path: &'static str, run: Run) -> Operation {
    rest(name, Method::GET, path, run)
}

const fn post(name: &'static str, path: &'static str, run: Run) -> Operation {
    rest(name, Method::POST, path, run)
}

const fn delete(name: &'static str, path: &'static str, run: Run) -> Operation {
    rest(name, Method::DELETE, path, run)
}

const fn rest(name: &'static str, method: Method, path: &'static str, run: Run) -> Operation {
    Operation {
        name,
        protocol: Protocol::RestJson,
        method,
        path,
        run,
    }
}

const fn query(name: &'static str, run: Run) -> Operation {
    Operation {
        name,
        protocol: Protocol::Query,
        method: Method::POST,
        path: "/",
        run,
    }
}

/// The answer of a List operation: a page of rows under `list`, the token of the next page, and
/// whatever else it has.
fn listed<const N: usize>(list: &str, page: Page, more: [(&str, Value); N]) -> Reply {
    let members = [(list, page.rows.into()), ("NextToken", page.next.into())];
    Reply::Json(object(members.into_iter().chain(more)))
}

/// What the List operations tell of anything with a name. `part` is how ARNs name its kind.
fn summary<const N: usize>(
    world: &World,
    part: &str,
    id: &str,
    name: &str,
    last_changed: Timestamp,
    more: [(&str, Value); N],
) -> Value {
    let members = [
        ("Id", id.into()),
        ("Arn", world.arn(part, id).into()),
        ("Name", name.into()),
    ];
    let changed = changed(last_changed);
    object(members.into_iter().chain(changed).chain(more))
}

/// The members that tell of the last change.
fn changed(time: Timestamp) -> [(&'static str, Value); 2] {
    [
        ("LastModifiedTime", protocol::seconds(time).into()),
        ("LastModifiedRegion", REGION.into()),
    ]
}

fn object<'n>(members: impl IntoIterator<Item = (&'n str, Value)>) -> Value {
    let members = members.into_iter();
    Value::Object(
        members
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

#[cfg(test)]
impl Operation {
    /// An operation that Connect doesn't have.
    pub(super) fn for_tests(
        name: &'static str,
        method: Method,
        path: &'static str,
        run: Run,
    ) -> Self {
        rest(name, method, path, run)
    }
}

/// The names of all operations that a practice instance answers.
pub fn operation_names() -> impl Iterator<Item = &'static str> {
    OPERATIONS
        .iter()
        .chain(&STS)
        .map(|operation| operation.name)
}

/// What stands in a path in the place of its labels.
pub(super) type Labels = Vec<(&'static str, String)>;

/// The answer to a request that is for no operation.
pub(super) fn refuse_unknown(request: &Request<Bytes>) -> Response<Bytes> {
    if is_query(request) {
        Protocol::Query.refuse(&Refusal::invalid_action())
    } else {
        Protocol::RestJson.refuse(&Refusal::unknown_operation())
    }
}

/// Whether a request is one for STS.
fn is_query(request: &Request<Bytes>) -> bool {
    request.uri().path() == "/" && request.method() == Method::POST
}

/// The operation that a request is for.
pub(super) fn route(request: &Request<Bytes>) -> Option<(&'static Operation, Labels)> {
    if is_query(request) {
        let form = String::from_utf8_lossy(request.body());
        let form = protocol::pairs(&form, true);
        let (_, action) = form.into_iter().find(|(key, _)| key == "Action")?;
        let operation = STS.iter().find(|operation| operation.name == action)?;
        return Some((operation, Vec::new()));
    }
    let segments = protocol::path_segments(request.uri().path());
    OPERATIONS
        .iter()
        .filter(|operation| operation.method == *request.method())
        .find_map(|operation| Some((operation, labels(operation.path, &segments)?)))
}

fn labels(pattern: &'static str, segments: &[String]) -> Option<Labels> {
    let pattern: Vec<_> = pattern.trim_start_matches('/').split('/').collect();
    if pattern.len() != segments.len() {
        return None;
    }
    let mut labels = Vec::new();
    for (part, segment) in pattern.into_iter().zip(segments) {
        match part.strip_prefix('{').and_then(|it| it.strip_suffix('}')) {
            Some(label) if !segment.is_empty() => labels.push((label, segment.clone())),
            None if part == segment => {}
            _ => return None,
        }
    }
    Some(labels)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn name_of(method: &str, path: &str, body: &'static str) -> Option<&'static str> {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .body(Bytes::from(body))
            .unwrap();
        route(&request).map(|(operation, _)| operation.name)
    }

    #[test]
    fn method_and_path_say_which_operation_it_is() {
        assert_eq!(name_of("GET", "/instance", ""), Some("ListInstances"));
        assert_eq!(
            name_of("GET", "/instance/I?x=1", ""),
            Some("DescribeInstance")
        );
        assert_eq!(name_of("DELETE", "/instance/I", ""), None);
        assert_eq!(name_of("GET", "/users/I/", ""), None);
        assert_eq!(name_of("GET", "/users/I/U", ""), Some("DescribeUser"));
        assert_eq!(name_of("DELETE", "/users/I/U", ""), Some("DeleteUser"));
        assert_eq!(
            name_of("GET", "/users/arn%3A%2FI/U/proficiencies", ""),
            Some("ListUserProficiencies")
        );
        assert_eq!(
            name_of("POST", "/", "Action=GetCallerIdentity&Version=2011-06-15"),
            Some("GetCallerIdentity")
        );
        assert_eq!(name_of("POST", "/", "Action=GetSessionToken"), None);
    }

    #[test]
    fn no_two_operations_share_a_name() {
        let mut names: Vec<_> = operation_names().collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }
}
