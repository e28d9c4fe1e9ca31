//! GetCallerIdentity of STS, which tells a client whose keys it has.

use uuid::Uuid;

use super::{
    super::{ACCOUNT, call::Call, protocol::Refusal, world::Edit},
    Reply,
};

pub(super) fn get_caller_identity(_: &Call<'_>, _: &mut Edit<'_>) -> Result<Reply, Refusal> {
    Ok(Reply::Xml(format!(
        "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">\
         <GetCallerIdentityResult>\
         <Arn>arn:aws:iam::{ACCOUNT}:user/practice</Arn>\
         <UserId>AIDAPRACTICEPRACTICE1</UserId>\
         <Account>{ACCOUNT}</Account>\
         </GetCallerIdentityResult>\
         <ResponseMetadata><RequestId>{}</RequestId></ResponseMetadata>\
         </GetCallerIdentityResponse>",
        Uuid::new_v4()
    )))
}
