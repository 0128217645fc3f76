// What the list of cases that went to other units says.

export const VI = {
  sent_why: "Hồ sơ đơn vị đã chuyển cho đơn vị khác. Nội dung chỉ đơn vị đang giữ xem được.",
  sent_count: "{count} hồ sơ",
  sent_none: "Chưa chuyển hồ sơ nào.",
};

export const EN = {
  sent_why: "Cases that your unit moved to other units. Only the unit that has one can read it.",
  sent_count: "{count} cases",
  sent_none: "No case was moved yet.",
};
