//! An instance, who is calling it, and the named things that its users refer to.

use super::HierarchyGroupId;

/// How the users of an instance sign in. It is fixed when the instance is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IdentityType {
    /// Connect keeps logins and passwords itself.
    ConnectManaged,
    /// A SAML identity provider signs users in.
    Saml,
    /// An existing Microsoft Active Directory signs users in and owns names and e-mail addresses.
    ExistingDirectory,
    /// A value newer than this program.
    Other(String),
}

/// A Connect instance, from DescribeInstance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    /// The instance's UUID.
    pub id: String,
    /// The instance's ARN; names its account and Region.
    pub arn: String,
    /// The name that it was given, unique in its Region; old instances may lack one.
    pub alias: Option<String>,
    /// Where its admin website is.
    pub access_url: Option<String>,
    /// How its users sign in.
    pub identity: IdentityType,
}

/// Who the calls are made as, from STS GetCallerIdentity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The 12-digit AWS account.
    pub account: String,
    /// The caller's ARN.
    pub arn: String,
}

/// An id with the name that people know it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named<Id> {
    /// The id.
    pub id: Id,
    /// The name.
    pub name: String,
}

/// A hierarchy group with the names from the top level down to itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HierarchyGroup {
    /// The group's id.
    pub id: HierarchyGroupId,
    /// Names from level one to this group, one to five of them.
    pub path: Vec<String>,
}
