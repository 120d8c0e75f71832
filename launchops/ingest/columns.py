"""The columns of the five CSV kinds, and the header names under which people write them.

One table for code and docs: `docs/data.md` is printed from it. Header names are compared without regard to
case, width, spaces, underscores and punctuation, so each alias stands here once.
"""

import functools
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from launchops.ingest.parsed import KINDS, Kind

LONGEST_HEADER = 200  # characters of a header cell that are looked at
CellType = Literal["id", "name", "when", "day", "decimal", "money", "count", "arm", "private"]


@dataclass(frozen=True)
class Column:
    """One column of a CSV kind. `either` names the group of which one column is enough."""

    name: str
    type: CellType
    meaning: str
    aliases: tuple[str, ...] = ()
    required: bool = False
    either: str = ""


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split("|"))


_USER_ID = _words(
    "uid|user|userid|user no|user number|user key|member id|member no|customer id|account id|account"
    "|player id|buyer id|会员卡号|顾客ID|买家ID|客户号|学号|open id|union id|distinct id|用户ID|用户编号"
    "|用户号|用户|用户名ID|用户标识|用户唯一标识|会员ID|会员编号|会员号|客户ID|客户编号|账号ID|账户ID"
    "|账号|账户|帐号|玩家ID|用户代码|用户UID|用戶ID|用戶編號|會員ID|會員編號"
)
_DATE = _words("day|dt|stat date|日期|统计日期|数据日期|天|日|日期时间|统计日|日期天")
_ACTIVITY = _words(
    "activity id|activity name|activity key|activity code|活动代码|活动编码|campaign activity"
    "|event campaign|promotion|活动|活动名称|活动名|活动ID|活动编号|活动标识|活动主题|参与活动|活動"
    "|活動名稱|活動ID"
)
_CHANNEL = _words(
    "source|source channel|traffic source|acquisition channel|utm source|media source|channel name"
    "|channel id|channel code|渠道ID|渠道号|渠道编码|渠道编号|注册来源|推广来源|首次来源|渠道|来源"
    "|来源渠道|渠道来源|渠道名称|推广渠道|获客渠道|流量来源|媒体|注册渠道|用户来源|渠道名|管道|來源"
    "|來源渠道"
)
_CAMPAIGN = _words(
    "campaign name|campaign id|utm campaign|ad campaign|plan|计划|推广计划|广告计划|广告系列|投放计划|计划名称"
)

COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    "users": (
        Column("user_id", "id", "Who; an id of your product, kept as text", _USER_ID, required=True),
        Column(
            "signup_date",
            "when",
            "When this user signed up: a date, or a date with a time",
            _words(
                "signup|signed up|signed up at|signup at|signup time|sign up date|sign up time|registered"
                "|registered at|registered on|register date|register time|registration date"
                "|registration time|reg date|reg time|regtime|joined|joined at|join date|join time"
                "|created|created at|create time|create date|registration datetime|注册日期时间|开通时间"
                "|开通日期|creation date|注册日期|注册时间|注册日|注册于|注册|加入日期|加入时间|创建时间"
                "|创建日期|开户日期|开户时间|入会日期|入会时间|首次注册时间|用户注册时间|用户注册日期"
                "|註冊日期|註冊時間"
            ),
            required=True,
        ),
        Column("channel", "name", "Where the user came from", _CHANNEL),
        Column(
            "segment",
            "name",
            "The group of users this one belongs to",
            _words(
                "group|user group|user segment|user type|type|cohort group|tier|level|分群|用户分群|人群"
                "|用户群|用户类型|类型|分组|用户分组|客群|用户等级|等级|会员等级|人群标签|分層|分层"
                "|用户分层|分群名称"
            ),
        ),
        Column(
            "platform",
            "name",
            "Device platform, such as ios, android, web",
            _words("os|device|device type|client|terminal|平台|系统|操作系统|终端|设备类型|客户端|终端类型|端"),
        ),
        Column(
            "region",
            "name",
            "Country, province or city",
            _words(
                "country|province|city|location|area|state|地区|区域|省份|省|城市|国家|所在地|地域|所在城市|所在地区"
            ),
        ),
        Column(
            "device_id",
            "private",
            "Device; stored only as a keyed hash",
            _words(
                "device no|device number|idfa|imei|oaid|android id|idfv|设备ID|设备号|设备编号|设备标识|机器码|设备码"
            ),
        ),
        Column(
            "ip",
            "private",
            "IP address at sign-up; stored only as a keyed hash",
            _words("ip address|signup ip|register ip|client ip|ip addr|IP地址|注册IP|登录IP|客户端IP|用户IP"),
        ),
        Column(
            "invited_by",
            "id",
            "user_id of the one who invited this user",
            _words(
                "inviter|inviter id|invited by user|referrer|referrer id|referred by|referer id|邀请人"
                "|邀请人ID|邀请者|推荐人|推荐人ID|上级ID|邀请用户ID"
            ),
        ),
    ),
    "events": (
        Column("user_id", "id", "Who; the same ids as in the users file", _USER_ID, required=True),
        Column(
            "timestamp",
            "when",
            "When: a date with a time, with or without offset",
            _words(
                "time|ts|event time|event timestamp|event at|occurred at|occurred|happened at|created at"
                "|log time|server time|action time|event datetime|event date time|事件日期时间|触发时间"
                "|行为发生时间|datetime|date time|logged at|时间|时间戳|事件时间|发生时间|操作时间"
                "|行为时间|上报时间|日志时间|登录时间|访问时间|創建時間|創建时间|创建时间|時間"
            ),
            required=True,
            either="timestamp or date",
        ),
        Column(
            "date",
            "when",
            "When, as a date only; repeated rows are then repeated events",
            (
                *_DATE,
                *_words(
                    "event date|event day|active date|active day|activity date|login date|visit date"
                    "|事件日期|发生日期|活跃日期|登录日期|访问日期|行为日期|操作日期"
                ),
            ),
            required=True,
            either="timestamp or date",
        ),
        Column(
            "event",
            "name",
            "What happened; without it every row is the event “active”",
            _words(
                "event name|event type|event key|action|action name|behavior|behaviour|事件|事件名"
                "|事件名称|事件类型|行为|动作|操作|行为类型|操作类型|行为名称|事件ID"
            ),
        ),
        Column(
            "value",
            "decimal",
            "A number that goes with the event, such as an amount",
            _words("amount|event value|quantity|revenue|num|数值|值|金额|数量|次数|事件值|收入|付款金额|订单金额"),
        ),
    ),
    "participation": (
        Column("activity", "id", "Which activity, as you call it", _ACTIVITY, required=True),
        Column("user_id", "id", "Who took part, or was offered to", _USER_ID, required=True),
        Column(
            "date",
            "when",
            "When: a date, or a date with a time",
            (
                *_DATE,
                *_words(
                    "participated date|participated at|participated on|participation date"
                    "|participation time|joined at|join date|join time|time|timestamp|ts|event date"
                    "|event time|created at|offered at|offered on|参与日期|参与时间|参加日期|参加时间"
                    "|时间|活动日期|活动时间|报名时间|报名日期|领取时间|创建时间|參與日期"
                ),
            ),
            required=True,
        ),
        Column(
            "arm",
            "arm",
            "participant (the default), offered, or holdout",
            _words(
                "group|variant|treatment|experiment group|test group|bucket|组别|分组|实验组别|实验分组"
                "|参与类型|参与状态|对照"
            ),
        ),
        Column(
            "reward",
            "money",
            "What the user was given, in the launch's currency",
            _words(
                "reward amount|bonus|prize|prize value|cost|奖励|奖励金额|奖品金额|奖金|红包金额|补贴|补贴金额|优惠金额"
            ),
        ),
    ),
    "spend": (
        Column(
            "date",
            "day",
            "The day of the spend",
            (
                *_DATE,
                *_words("spend date|report date|cost date|投放日期|花费日期|消耗日期|时间|time|timestamp"),
            ),
            required=True,
        ),
        Column(
            "channel",
            "name",
            "The channel, as in the users file",
            (*_CHANNEL, *_words("media|platform|平台|投放渠道|投放平台|媒体平台|广告平台")),
            required=True,
        ),
        Column(
            "spend",
            "money",
            "What it cost that day, in the launch's currency; 0 or more",
            _words(
                "cost|amount|expense|expenses|ad spend|ad cost|spending|spent|money|花费|消耗|费用|金额"
                "|成本|投放金额|投放费用|消费|支出|广告费|推广费用|消耗金额|花费金额|实际消耗|总花费"
                "|总消耗|費用|花費"
            ),
            required=True,
        ),
        Column("activity", "id", "The activity it was for", _ACTIVITY),
        Column("campaign", "name", "Campaign or plan within the channel", _CAMPAIGN),
        Column(
            "impressions",
            "count",
            "How often it was shown",
            _words("impression|imp|imps|views|shows|exposure|展示|展示量|展示数|曝光|曝光量|曝光数|展现|展现量|展现数"),
        ),
        Column(
            "clicks",
            "count",
            "How often it was clicked",
            _words("click|click count|点击|点击量|点击数|点击次数"),
        ),
    ),
    "readings": (
        Column(
            "date",
            "day",
            "The day the figure stands for",
            (*_DATE, *_words("reading date|report date|time|timestamp|时间|读数日期")),
            required=True,
        ),
        Column(
            "kpi",
            "id",
            "Name of the figure, such as support_tickets",
            _words(
                "metric|metric name|indicator|measure|kpi name|kpi id|name|指标|指标名|指标名称|KPI名称"
                "|指标ID|指标代码|名称|指標|項目|项目"
            ),
            required=True,
        ),
        Column(
            "value",
            "decimal",
            "The figure",
            _words("reading|figure|metric value|amount|number|actual|数值|值|指标值|实际值|读数|数量|結果|结果|實際值"),
            required=True,
        ),
    ),
}

# Columns that hold personal data this product has no use for: they are ignored and warned about.
PERSONAL_HEADERS = _words(
    "name|full name|real name|first name|last name|surname|nickname|phone|phone number|mobile"
    "|mobile phone|mobile number|tel|telephone|cellphone|email|e-mail|mail|email address|id number"
    "|id card|id no|identity card|national id|ssn|passport|passport number|address|home address|street"
    "|birthday|birth date|date of birth|dob|wechat|wechat id|weixin|qq|bank card|bank account|credit card"
    "|card number|姓名|真实姓名|名字|用户姓名|用户名|昵称|手机|手机号|手机号码|电话|电话号码|联系电话"
    "|联系方式|移动电话|邮箱|电子邮箱|邮件|电子邮件|邮箱地址|身份证|身份证号|身份证号码|证件号|证件号码"
    "|护照|护照号|地址|住址|家庭住址|收货地址|详细地址|生日|出生日期|微信|微信号|QQ号|银行卡|银行卡号"
    "|银行账号"
)


def normal_header(text: str) -> str:
    """A header name without what does not matter: case, width, spaces, underscores, punctuation, a bracketed note."""
    return _normal(text[:LONGEST_HEADER])


@functools.lru_cache(maxsize=1_000)
def _normal(text: str) -> str:
    folded = unicodedata.normalize("NFKC", text).casefold()
    bare = "".join(letter for letter in folded.split("(")[0] if letter.isalnum())
    return bare or "".join(letter for letter in folded if letter.isalnum())


@functools.cache
def alias_table(kind: Kind) -> Mapping[str, str]:
    """Normalised header name -> our column name, for one kind."""
    table: dict[str, str] = {}
    for column in COLUMNS[kind]:
        for name in (column.name, *column.aliases):
            table.setdefault(normal_header(name), column.name)
    return table | {normal_header(column.name): column.name for column in COLUMNS[kind]}


@functools.cache
def personal_names() -> frozenset[str]:
    """Normalised names of headers that hold personal data."""
    return frozenset(normal_header(name) for name in PERSONAL_HEADERS)


def column_of(kind: Kind, name: str) -> Column:
    """The column of a kind by our name; KeyError for a name that is none."""
    return {column.name: column for column in COLUMNS[kind]}[name]


def map_header(header: Sequence[str], kind: Kind, chosen: Mapping[str, str]) -> tuple[str, ...]:
    """Our column for each header cell, "" for one we do not know; `chosen` (as written -> ours) comes first."""
    table = alias_table(kind)
    taken = {_looked_at(name): ours for name, ours in chosen.items()}
    claimed = {ours for name, ours in taken.items() if name in set(map(_looked_at, header))}

    def ours(cell: str) -> str:
        if _looked_at(cell) in taken:
            return taken[_looked_at(cell)]
        found = table.get(normal_header(cell), "")
        return "" if found in claimed else found  # the uploader gave this column to another header

    return tuple(ours(cell) for cell in header)


def _looked_at(cell: str) -> str:
    """What of a header cell tells it from another: a refused file gives no more of it out to choose a column by."""
    return cell.strip()[:LONGEST_HEADER]


def missing_columns(kind: Kind, mapped: Sequence[str]) -> tuple[str, ...]:
    """Required columns that no header cell gives; of an either-or group, the group's name."""
    have = set(mapped)
    groups = {column.either for column in COLUMNS[kind] if column.either and column.name in have}
    lacking = [
        column.either or column.name
        for column in COLUMNS[kind]
        if column.required and column.name not in have and column.either not in groups - {""}
    ]
    return tuple(dict.fromkeys(lacking))


def suggest_kind(header: Sequence[str]) -> Kind | None:
    """The kind whose required columns this header has, the one knowing most of it; None where there is none."""
    best: tuple[int, Kind] | None = None
    for kind in ("participation", "spend", "readings", "users", "events"):
        mapped = map_header(header, kind, {})
        known = len(set(mapped) - {""})
        if not missing_columns(kind, mapped) and (best is None or known > best[0]):
            best = (known, kind)
    return best[1] if best else None


assert set(COLUMNS) == set(KINDS)  # noqa: S101 - a kind without columns is a mistake of this file
