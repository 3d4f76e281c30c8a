"""What single functions may do that others may not: the one table of it, for the rules and for tests/deploy.

A function needs a line here for a right that no other has, or for a way in for guests. What every function may do is
stated by `rules/access.py`: read rows of the state table; put, update and check them in transactions, and append to
the trail with them; report what it failed at.
"""

SES = "arn:${AWS::Partition}:ses:${AWS::Region}:${AWS::AccountId}:"
STREAM = ("DescribeStream", "GetRecords", "GetShardIterator", "ListStreams")
# The tables whose streams are followed, and by whom. A stream takes two readers at most.
FOLLOWED = {"StateTable": {"Jobs", "Notify"}, "TrailTable": {"Notify"}}

# What takes effect in any state of the share's trail is theirs: each finds its last row, by the key alone, and tells
# the org's trail, whose head is all that they may write of an org.
ON_ANY_TRAIL = {"RevokeShare", "SweepExpired"}
HEAD = ["head", "pk", "seq", "sk", "v"]

# What an org and its projects allow, and who belongs to it, staff say by these.
SETS_ORGS = {"Settings"}

# Reads an org and its people though no member calls it: for its policy, which says how many mails an address gets; for
# where its trail ends, against which its events are held; and for who is told of a share whose creator has left.
READS_ORGS = {"Notify"}

# Guests decide by these under the policy as it is now, and see what it asks for. It is all that they may read of an org
# or a project: members and invitations stand beside them, under the same leading key.
READS_POLICIES = {"CompleteTask", "Portal"}
POLICY = ["pk", "policy", "sk"]

# action and resource -> the functions that have this right, and need it
RIGHTS = {
    # Guests' functions have no index: they cannot list shares.
    ("dynamodb:Query", "StateTable.Arn/index/by-expiry"): {"Activity", "Settings"},
    ("dynamodb:Query", "StateTable.Arn/index/by-accesses"): {"Activity"},
    ("dynamodb:Query", "StateTable.Arn/index/about"): {"Activity"},
    # What somebody has to do, also when they are taken out.
    ("dynamodb:Query", "StateTable.Arn/index/by-assignee"): {"Settings", "Steps"},
    ("dynamodb:Query", "StateTable.Arn/index/by-register"): {"Register"},
    ("dynamodb:Query", "StateTable.Arn/index/due"): {"SweepExpired"},
    # What was done to a place: found by the one, read by the other.
    ("dynamodb:Query", "TrailTable.Arn/index/by-place"): {"Activity"},
    ("dynamodb:BatchGetItem", "TrailTable.Arn"): {"Activity"},
    # Where a trail goes on whose next row is taken, `ON_ANY_TRAIL` asks.
    ("dynamodb:Query", "TrailTable.Arn"): {"Activity"} | ON_ANY_TRAIL,
    # Mails that were sent; files that their sender takes back; who is no member any more.
    ("dynamodb:DeleteItem", "StateTable.Arn"): {"Notify", "PresignUpload", "Steps"} | SETS_ORGS,
    # What a stream asks of its reader's role.
    **{(f"dynamodb:{action}", f"{table}.StreamArn"): FOLLOWED[table] for action in STREAM for table in FOLLOWED},
    # Mails and events leave by one function.
    ("ses:SendEmail", f"{SES}identity/*"): {"Notify"},
    ("ses:SendEmail", f"{SES}configuration-set/${{MailConfigurationSet}}"): {"Notify"},
    ("events:PutEvents", "EventBus.Arn"): {"Notify"},
    # What guests send, and those who have a step to do.
    ("s3:GetObject", "QuarantineBucket.Arn/tasks/*"): {"PresignUpload", "Steps"},
    ("s3:GetObjectVersion", "QuarantineBucket.Arn/tasks/*"): {"PresignUpload", "Scan", "Steps"},
    ("s3:PutObject", "QuarantineBucket.Arn/tasks/*"): {"PresignUpload", "Steps"},
    ("s3:GetObject", "DocumentsBucket.Arn/tasks/*"): {"Jobs", "PresignUpload", "Register", "Steps"},
    ("s3:PutObject", "DocumentsBucket.Arn/tasks/*"): {"PresignUpload", "Scan", "Steps"},
    # Runs, and the files of shares, as zips, and what is taken for them.
    ("s3:GetObject", "DocumentsBucket.Arn/exports/*"): {"Jobs", "PresignUpload", "Register"},
    ("s3:ListMultipartUploadParts", "DocumentsBucket.Arn/exports/*"): {"Jobs"},
    ("s3:PutObject", "DocumentsBucket.Arn/exports/*"): {"Jobs"},
    # What staff send.
    ("s3:GetObject", "QuarantineBucket.Arn/references/*"): {"Register"},
    ("s3:GetObjectVersion", "QuarantineBucket.Arn/references/*"): {"Register", "Scan"},
    ("s3:PutObject", "QuarantineBucket.Arn/references/*"): {"Register"},
    ("s3:GetObject", "DocumentsBucket.Arn/references/*"): {"Jobs", "PresignUpload", "Register", "Steps"},
    ("s3:PutObject", "DocumentsBucket.Arn/references/*"): {"Register", "Scan"},
    # Without it S3 answers 403 instead of 404 for a file that never came.
    ("s3:ListBucket", "QuarantineBucket.Arn"): {"PresignUpload", "Register", "Steps"},
    ("s3:ListBucket", "DocumentsBucket.Arn"): {"Jobs"},
}

# How mails wait, and how far exports are, is no act of anybody and leaves no record: these note it in such rows,
# outside of transactions. Nothing else is written so.
PLAIN_WRITES = {
    ("dynamodb:UpdateItem", "OUTBOX#*"): {"Notify", "SweepExpired"},
    ("dynamodb:DeleteItem", "OUTBOX#*"): {"Notify"},
    ("dynamodb:UpdateItem", "EXPORT#*"): {"Jobs"},
}

# Functions that use LinkKey though nobody calls them. Those that answer requests and write use it anyway, for
# sessions, links and the fingerprints of repeated requests.
USES_KEY = {"Notify"}
# What is done in a step is the same when it is sent again, so there is no fingerprint to make.
NEEDS_NO_KEY = {"Steps"}

# Functions that a flood makes expensive, because they hash passwords or send mail, and what the mapping Concurrency
# calls them.
SET_ASIDE = {"Portal": "Portal", "CreateShare": "Passwords", "RevokeShare": "Passwords", "Notify": "Notify"}
HASHES_PASSWORDS = {"Portal", "CreateShare", "RevokeShare"}

# Every way in for people without a token.
GUEST_ROUTES = {
    "ANY $default",
    "GET /assets/{file}",
    "GET /i",
    "GET /i/problem",
    "GET /i/{share}",
    "GET /p/{share}",
    "GET /p/{share}/documents/{document}/revisions/{revision}/receipt",
    "GET /p/{share}/exports/{export}",
    "GET /p/{share}/tasks/{task}/receipt",
    "GET /p/{share}/tasks/{task}/reviewed/{reviewed}",
    "POST /i/peek",
    "POST /i/{share}",
    "POST /i/{share}/code",
    "POST /i/{share}/request",
    "POST /p/{share}/documents/{document}/revisions/{revision}/check",
    "POST /p/{share}/documents/{document}/revisions/{revision}/comments",
    "POST /p/{share}/documents/{document}/revisions/{revision}/download",
    "POST /p/{share}/documents/{document}/revisions/{revision}/respond",
    "POST /p/{share}/exports",
    "POST /p/{share}/exports/{export}/download",
    "POST /p/{share}/tasks/{task}/comments",
    "POST /p/{share}/tasks/{task}/complete",
    "POST /p/{share}/tasks/{task}/draft",
    "POST /p/{share}/tasks/{task}/files/{file}/download",
    "POST /p/{share}/tasks/{task}/respond",
    "POST /p/{share}/tasks/{task}/reviewed/{reviewed}/files/{file}/download",
    "POST /p/{share}/tasks/{task}/uploads",
    "POST /p/{share}/tasks/{task}/uploads/{upload}/remove",
    "POST /p/{share}/tasks/{task}/uploads/{upload}/settle",
}


def holders(action: str, resource: str) -> set[str]:
    """The functions that have a right of the table."""
    return RIGHTS.get((action, resource), set())
