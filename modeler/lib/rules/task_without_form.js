'use strict';

module.exports = require('../rules').ruleOf('task_without_form');
