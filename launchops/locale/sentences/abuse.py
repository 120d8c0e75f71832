"""Sentences about accounts that look made: the answer, what speaks against an account, and against a cluster."""

from launchops.locale.sentences import N_

SENTENCES = {
    "abuse_blind": N_(
        "The users files hold no devices, addresses or inviters, so nobody can tell. Upload one of these columns."
    ),
    "abuse_none": N_("None of {users:number} users looks made up."),
    "abuse_found": N_(
        "{n:number} of {users:number} users ({share:percent1}) look made up, in {clusters:number} "
        "{clusters:plural|group|groups}. Please look at them before you pay rewards."
    ),
    "abuse_shared_device": N_("{n:number} accounts on one device"),
    "abuse_family_device": N_("{n:number} accounts on one device, which come back as usual"),
    "abuse_crowd_device": N_("{n:number} accounts on a device of a busy address"),
    "abuse_address": N_("one of {n:number} accounts from one address; far fewer of them came back than usual"),
    "abuse_burst": N_(
        "signed up on {day:date} in an hour with {n:number} sign-ups, far more than usual; hardly anybody came back"
    ),
    "abuse_invites_leave": N_("invited by a user whose {n:number} invited users hardly ever came back"),
    "abuse_self_invite": N_("invited themselves"),
    "abuse_ring": N_("{n:number} users invited each other in a circle"),
    "abuse_own_device": N_("on the same device as the inviter"),
    "abuse_older_than_inviter": N_("signed up before the inviter did"),
    "abuse_fast_reward": N_("took a reward {n:number} {n:plural|second|seconds} after signing up"),
    "abuse_one_day": N_("came on one day only"),
    "abuse_cluster_shared_device": N_("{n:number} accounts on {hubs:number} shared {hubs:plural|device|devices}"),
    "abuse_cluster_family_device": N_("{n:number} on a device that others use too"),
    "abuse_cluster_crowd_device": N_("{n:number} on a device of a busy address"),
    "abuse_cluster_address": N_("{n:number} from an address whose users hardly came back"),
    "abuse_cluster_burst": N_("{n:number} in an hour with far too many sign-ups"),
    "abuse_cluster_invites_leave": N_("{n:number} invited, hardly any came back"),
    "abuse_cluster_self_invite": N_("{n:number} invited themselves"),
    "abuse_cluster_ring": N_("{n:number} invited each other in a circle"),
    "abuse_cluster_own_device": N_("{n:number} on the inviter’s own device"),
    "abuse_cluster_older_than_inviter": N_("{n:number} older than their inviter"),
    "abuse_cluster_fast_reward": N_("{n:number} rewarded within a minute"),
    "abuse_cluster_one_day": N_("{n:number} came on one day only"),
}
