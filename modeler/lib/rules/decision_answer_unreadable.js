'use strict';

module.exports = require('../rules').ruleOf('decision_answer_unreadable');
