// See mounts.h. fsopen(2) and friends are of Linux 5.2, mount_setattr(2) of 5.12.
#include "mounts.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "sys.h"

/* The longest key of a filesystem parameter, and the longest value, with its NUL (fs/fsopen.c). */
#define KEY_SIZE   256
#define VALUE_SIZE 256

static const uint64_t attribute_bits[MOUNT_ATTRIBUTE_COUNT] = {
	[MOUNT_ATTRIBUTE_RO] = MOUNT_ATTR_RDONLY,
	[MOUNT_ATTRIBUTE_NOSUID] = MOUNT_ATTR_NOSUID,
	[MOUNT_ATTRIBUTE_NODEV] = MOUNT_ATTR_NODEV,
	[MOUNT_ATTRIBUTE_NOEXEC] = MOUNT_ATTR_NOEXEC,
	[MOUNT_ATTRIBUTE_NOATIME] = MOUNT_ATTR_NOATIME,
	[MOUNT_ATTRIBUTE_RELATIME] = MOUNT_ATTR_RELATIME,
	[MOUNT_ATTRIBUTE_STRICTATIME] = MOUNT_ATTR_STRICTATIME,
	[MOUNT_ATTRIBUTE_NODIRATIME] = MOUNT_ATTR_NODIRATIME,
	[MOUNT_ATTRIBUTE_NOSYMFOLLOW] = MOUNT_ATTR_NOSYMFOLLOW,
};

#define ATIME_ATTRIBUTES                                                                    \
	(UINT64_C(1) << MOUNT_ATTRIBUTE_NOATIME | UINT64_C(1) << MOUNT_ATTRIBUTE_RELATIME | \
		UINT64_C(1) << MOUNT_ATTRIBUTE_STRICTATIME)

static const uint64_t propagation_bits[PROPAGATION_COUNT] = {
	[PROPAGATION_PRIVATE] = MS_PRIVATE,
	[PROPAGATION_SHARED] = MS_SHARED,
	[PROPAGATION_SLAVE] = MS_SLAVE,
	[PROPAGATION_UNBINDABLE] = MS_UNBINDABLE,
};

static int fail(struct mounts_report *report, const char *step, int error)
{
	report->step = step;
	if (error == -ENOSYS && report->why == NULL)
		report->why = strcmp(step, "mount_setattr") == 0 ? "needs Linux 5.12"
								 : "needs Linux 5.2";
	return error;
}

static uint64_t kernel_attributes(uint64_t attributes)
{
	uint64_t bits = 0;

	for (int i = 0; i < MOUNT_ATTRIBUTE_COUNT; i++)
		if ((attributes >> i & 1) != 0)
			bits |= attribute_bits[i];
	return bits;
}

/*
 * Takes the newest message of a filesystem context: `e message` for an error, `w` a warning, `i` a
 * remark, one for each read(2), oldest first. The kernel knows better than errno what was wrong.
 */
static void read_log(int context, struct mounts_report *report)
{
	char line[MOUNTS_LOG_SIZE];
	ssize_t length;

	for (int lines = 0; lines < 8; lines++) {
		length = read(context, line, sizeof(line) - 1);
		if (length <= 2)
			return;
		if (line[length - 1] == '\n')
			length--;
		line[length] = '\0';
		memcpy(report->log, line + 2, (size_t)length - 1);
		report->why = report->log;
	}
}

static int fail_context(int context, struct mounts_report *report, const char *step, int error)
{
	read_log(context, report);
	return fail(report, step, error);
}

static int set_parameter(int context, const char *parameter, struct mounts_report *report)
{
	const char *equals = strchr(parameter, '=');
	size_t length = equals == NULL ? strlen(parameter) : (size_t)(equals - parameter);
	char key[KEY_SIZE];
	int error;

	if (length >= sizeof(key))
		return fail(report, "fsconfig", -ENAMETOOLONG);
	memcpy(key, parameter, length);
	key[length] = '\0';
	error = equals == NULL ? sys_fsconfig(context, FSCONFIG_SET_FLAG, key, NULL, 0)
			       : sys_fsconfig(context, FSCONFIG_SET_STRING, key, equals + 1, 0);
	if (error == 0)
		return 0;
	error = fail_context(context, report, "fsconfig", error);
	if (report->why == NULL) {
		/* A filesystem without a word of its own: name the parameter at least. */
		bool is_long = equals != NULL && strlen(equals + 1) >= VALUE_SIZE;
		(void)snprintf(report->log, sizeof(report->log), "parameter %.200s%s", key,
			is_long ? " is of over 255 bytes" : ""); // fits
		report->why = report->log;
	}
	return error;
}

static int set_parameters(int context, const struct strings *data, struct mounts_report *report)
{
	int error = 0;

	for (size_t i = 0; i < data->count && error == 0; i++)
		error = set_parameter(context, data->items[i], report);
	return error;
}

static int configure(int context, const struct mounts_new *new, struct mounts_report *report)
{
	int error = 0;

	if (new->source != NULL)
		error = sys_fsconfig(context, FSCONFIG_SET_STRING, "source", new->source, 0);
	if (error < 0)
		return fail_context(context, report, "fsconfig source", error);
	error = set_parameters(context, &new->data, report);
	if (error == 0 && new->extra != NULL)
		error = set_parameter(context, new->extra, report);
	if (error < 0)
		return error;
	error = sys_fsconfig(context, FSCONFIG_CMD_CREATE, NULL, NULL, 0);
	return error < 0 ? fail_context(context, report, "fsconfig create", error) : 0;
}

int mounts_make(const struct mounts_new *new, struct mounts_report *report)
{
	int context = sys_fsopen(new->type, FSOPEN_CLOEXEC);
	int mount;

	report->why = NULL;
	if (context == -ENODEV)
		report->why = "this kernel does not know that filesystem";
	if (context < 0)
		return fail(report, "fsopen", context);
	mount = configure(context, new, report);
	if (mount == 0) {
		mount = sys_fsmount(
			context, FSMOUNT_CLOEXEC, (unsigned)kernel_attributes(new->attributes));
		if (mount < 0)
			mount = fail_context(context, report, "fsmount", mount);
	}
	(void)close(context); /* nothing is written to it */
	return mount;
}

int mounts_reconfigure(int fd, const struct strings *data, struct mounts_report *report)
{
	int context = sys_fspick(fd, "", FSPICK_CLOEXEC | FSPICK_EMPTY_PATH);
	int error;

	report->why = NULL;
	if (context < 0)
		return fail(report, "fspick", context);
	error = set_parameters(context, data, report);
	if (error == 0) {
		error = sys_fsconfig(context, FSCONFIG_CMD_RECONFIGURE, NULL, NULL, 0);
		if (error < 0)
			error = fail_context(context, report, "fsconfig reconfigure", error);
	}
	(void)close(context); /* nothing is written to it */
	return error;
}

int mounts_clone(int fd, const char *path, unsigned flags, struct mounts_report *report)
{
	unsigned kernel = OPEN_TREE_CLONE | OPEN_TREE_CLOEXEC;
	int tree;

	if (path[0] == '\0')
		kernel |= AT_EMPTY_PATH;
	if ((flags & MOUNTS_RECURSIVE) != 0)
		kernel |= AT_RECURSIVE;
	if ((flags & MOUNTS_NOFOLLOW) != 0)
		kernel |= AT_SYMLINK_NOFOLLOW;
	report->why = NULL;
	tree = sys_open_tree(fd, path, kernel);
	return tree < 0 ? fail(report, "open_tree", tree) : tree;
}

int mounts_change(int fd, const struct mounts_change *change, struct mounts_report *report)
{
	struct sys_mount_attr attr = {
		.attr_set = kernel_attributes(change->set),
		.attr_clr = kernel_attributes(change->clear & ~ATIME_ATTRIBUTES),
	};
	int error;

	/* The times are one setting of three values: the old one is cleared, relatime is zero. */
	if (((change->set | change->clear) & ATIME_ATTRIBUTES) != 0)
		attr.attr_clr |= MOUNT_ATTR__ATIME;
	if (change->propagation >= 0)
		attr.propagation = propagation_bits[change->propagation];
	report->why = NULL;
	if (attr.attr_set == 0 && attr.attr_clr == 0 && attr.propagation == 0)
		return 0;
	error = sys_mount_setattr(
		fd, "", AT_EMPTY_PATH | (change->recursive ? AT_RECURSIVE : 0u), &attr);
	return error < 0 ? fail(report, "mount_setattr", error) : 0;
}

uint64_t mounts_attributes(int fd)
{
	static const struct {
		unsigned long flag;
		enum mount_attribute attribute;
	} known[] = {
		{ST_RDONLY, MOUNT_ATTRIBUTE_RO},
		{ST_NOSUID, MOUNT_ATTRIBUTE_NOSUID},
		{ST_NODEV, MOUNT_ATTRIBUTE_NODEV},
		{ST_NOEXEC, MOUNT_ATTRIBUTE_NOEXEC},
	};
	struct statvfs status;
	uint64_t found = 0;

	if (fstatvfs(fd, &status) < 0)
		return 0;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if ((status.f_flag & known[i].flag) != 0)
			found |= UINT64_C(1) << known[i].attribute;
	return found;
}

int mounts_map_ids(int fd, int user_namespace, bool recursive, struct mounts_report *report)
{
	struct sys_mount_attr attr = {
		.attr_set = MOUNT_ATTR_IDMAP, .userns_fd = (uint64_t)user_namespace};
	int error = sys_mount_setattr(
		fd, "", AT_EMPTY_PATH | (recursive ? AT_RECURSIVE : 0u), &attr);

	report->why = NULL;
	if (error == -EINVAL)
		report->why = "this kernel cannot map ids on that filesystem";
	if (error == -EPERM)
		report->why =
			"mapping ids needs CAP_SYS_ADMIN in the user namespace of the filesystem";
	return error < 0 ? fail(report, "mount_setattr idmap", error) : 0;
}

static int move(
	int mount, int target, const char *name, unsigned flags, struct mounts_report *report)
{
	int error = sys_move_mount(mount, "", target, name, MOVE_MOUNT_F_EMPTY_PATH | flags);

	report->why = NULL;
	return error < 0 ? fail(report, "move_mount", error) : 0;
}

int mounts_attach(int mount, int target, struct mounts_report *report)
{
	return move(mount, target, "", MOVE_MOUNT_T_EMPTY_PATH, report);
}

int mounts_attach_at(int mount, int directory, const char *name, struct mounts_report *report)
{
	return move(mount, directory, name, 0, report);
}

int mounts_is_readonly(int fd, bool *readonly)
{
	struct statvfs status;

	if (fstatvfs(fd, &status) < 0)
		return -errno;
	*readonly = (status.f_flag & ST_RDONLY) != 0;
	return 0;
}
